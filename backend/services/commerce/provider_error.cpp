#include "backend/services/commerce/provider_error.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

QString apiErrorText(ProviderId id, int status)
{
    return displayName(id) + u" API error: "_s + QString::number(status);
}

QString missingVariables(ProviderId id)
{
    switch (id) {
    case ProviderId::MealMe:
        return u"MEALME_API_KEY"_s;
    case ProviderId::Instacart:
        return u"INSTACART_API_KEY"_s;
    case ProviderId::Kroger:
        return u"KROGER_CLIENT_ID and KROGER_CLIENT_SECRET"_s;
    case ProviderId::Walmart:
        return u"WALMART_PARTNER_ID or WALMART_CONSUMER_ID, and WALMART_API_KEY or WALMART_PRIVATE_KEY"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

ProviderError timeoutError(const ProviderConfig &config)
{
    return {config.id, QByteArrayLiteral("TIMEOUT"),
            u"Provider "_s + QString::fromLatin1(idText(config.id)) + u" timed out after "_s
                + QString::number(config.timeout.count()) + u"ms"_s,
            true, 0};
}

ProviderError networkError(ProviderId id, const QString &reason)
{
    return {id, QByteArrayLiteral("NETWORK_ERROR"), displayName(id) + u" unreachable: "_s + reason, true, 0};
}

ProviderError httpError(ProviderId id, int status)
{
    if (status == 401)
        return {id, QByteArrayLiteral("HTTP_401"), u"Unauthorized"_s, false, status};
    if (status == 403)
        return authError(id, status);
    if (status == 429)
        return {id, QByteArrayLiteral("RATE_LIMITED"), apiErrorText(id, status), true, status};
    return {id, QByteArrayLiteral("HTTP_") + QByteArray::number(status), apiErrorText(id, status),
            status >= 500 || status == 408, status};
}

ProviderError authError(ProviderId id, int status)
{
    return {id, QByteArrayLiteral("AUTH_FAILED"), status == 401 ? u"Unauthorized"_s : apiErrorText(id, status), false,
            status};
}

ProviderError noStoresError(ProviderId id)
{
    return {id, QByteArrayLiteral("NO_STORES"), displayName(id) + u" has no store near this address"_s, false, 0};
}

ProviderError noItemsError(ProviderId id)
{
    return {id, QByteArrayLiteral("NO_ITEMS_FOUND"), displayName(id) + u" has none of the items"_s, false, 0};
}

ProviderError missingCredentialsError(ProviderId id)
{
    return {id, QByteArrayLiteral("MISSING_CREDENTIALS"),
            displayName(id) + u" credentials are missing: "_s + missingVariables(id), false, 0};
}

ProviderError invalidResponseError(ProviderId id, const QString &what)
{
    return {id, QByteArrayLiteral("INVALID_RESPONSE"), displayName(id) + u" sent an unusable answer: "_s + what, false,
            0};
}

ProviderError constraintError(ProviderId id, int etaMinutes, int maximumMinutes)
{
    return {id, QByteArrayLiteral("CONSTRAINT_NOT_MET"),
            u"Estimated delivery "_s + QString::number(etaMinutes) + u" min exceeds the requested maximum of "_s
                + QString::number(maximumMinutes) + u" min"_s,
            false, 0};
}

bool failsWholeProvider(const ProviderError &error)
{
    return error.httpStatus == 401 || error.httpStatus == 403 || error.httpStatus == 429;
}

ProviderError fromClientError(const ProviderConfig &config, const core::Error &error)
{
    switch (error.code) {
    case ErrorCode::Timeout:
        return timeoutError(config);
    case ErrorCode::TooLarge:
        return invalidResponseError(config.id, u"it is too large"_s);
    case ErrorCode::Cancelled:
        return networkError(config.id, u"cancelled"_s);
    default:
        return networkError(config.id, error.text.text().isEmpty() ? u"connection failed"_s : error.text.text());
    }
}

QByteArray confirmCodeOf(ProviderId id, int status)
{
    if (status >= 500)
        return QByteArrayLiteral("UPSTREAM_5XX");
    if (status == 402)
        return QByteArrayLiteral("PAYMENT_DECLINED");
    if (id == ProviderId::MealMe && (status == 406 || status == 420))
        return QByteArrayLiteral("PROVIDER_UNAVAILABLE");
    if (status == 429)
        return QByteArrayLiteral("RATE_LIMITED");
    return QByteArrayLiteral("UPSTREAM_4XX");
}

QByteArray confirmCodeOf(const core::Error &error)
{
    return error.code == ErrorCode::Timeout ? QByteArrayLiteral("TIMEOUT") : QByteArrayLiteral("NETWORK_ERROR");
}

QByteArray healthReasonOf(const ProviderError &error)
{
    if (error.httpStatus == 401 || error.httpStatus == 403 || error.code == "AUTH_FAILED")
        return QByteArrayLiteral("AUTH_FAILED");
    if (error.httpStatus >= 400)
        return QByteArrayLiteral("HTTP_") + QByteArray::number(error.httpStatus);
    return error.code == "TIMEOUT" ? error.code : QByteArrayLiteral("NETWORK_ERROR");
}

} // namespace signalbox::commerce
