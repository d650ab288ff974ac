#include "backend/services/commerce/placement_rules.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cmath>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kStateQuestion {2};
constexpr std::chrono::seconds kStoreSlack {20};

constexpr std::array kTransient {"TIMEOUT"_L1, "NETWORK_ERROR"_L1, "UPSTREAM_5XX"_L1, "PROVIDER_UNAVAILABLE"_L1,
                                 "RATE_LIMITED"_L1};
constexpr std::array kRejections {"INVALID_ADDRESS"_L1, "VALIDATION_ERROR"_L1, "UPSTREAM_4XX"_L1,
                                  "ORDER_REJECTED"_L1};
constexpr std::array kPaymentProblems {"PAYMENT_DECLINED"_L1, "INVALID_PAYMENT"_L1};

template <size_t Count>
bool isOneOf(const QByteArray &code, const std::array<QLatin1StringView, Count> &codes)
{
    return std::ranges::any_of(codes, [&code](QLatin1StringView one) { return code == QByteArrayView(one); });
}

QByteArray attemptsOf(const std::vector<FailedAttempt> &failures)
{
    JsonWriter json;
    json.beginObject().key("attempts").beginArray();
    for (const FailedAttempt &failure : failures) {
        json.beginObject().member("providerId", idText(failure.provider)).member("code", failure.error.code);
        json.endObject();
    }
    json.endArray().endObject();
    return json.take();
}

} // namespace

bool allowsFailover(const PlacementError &error)
{
    return !error.stateUnknown && isOneOf(error.code, kTransient);
}

bool isOrderable(const ProviderQuote &quote, const ProviderConfig &config)
{
    if (!config.enabled)
        return false;
    if (quote.quote.mode == Mode::Mock)
        return !config.production;
    return !config.forcedMock && !config.missingCredentials;
}

bool mayPlace(const ProviderQuote &quote, const ConfirmRequest &request)
{
    return quote.provider == ProviderId::MealMe && quote.quote.mode != Mode::Mock && request.contact.isComplete()
        && request.payment;
}

core::milliseconds leaseOf(const ProviderConfig &config)
{
    return config.timeout + kStateQuestion + kStoreSlack;
}

const ProviderQuote *failoverCandidate(const RoutingRecord &record, const ProviderQuote &failed, const Config &config)
{
    constexpr qint64 kPercentScale = 10000;
    const qint64 limit = failed.quote.totalCents
        * (100 * kPercentScale + std::llround(config.failoverMaxIncreasePercent * double(kPercentScale)));
    const auto found = std::ranges::find_if(record.ranking, [&](const ProviderQuote &quote) {
        return quote.provider != failed.provider && quote.quote.totalCents * 100 * kPercentScale <= limit
            && isOrderable(quote, config.provider(quote.provider));
    });
    return found == record.ranking.end() ? nullptr : &*found;
}

ApiError verdictOf(const std::vector<FailedAttempt> &failures)
{
    const PlacementError &last = failures.back().error;
    if (last.stateUnknown)
        return apiError("ORDER_STATE_UNKNOWN", attemptsOf(failures));
    if (failures.size() == 1 && isOneOf(last.code, kPaymentProblems))
        return apiErrorWithText(last.code, last.message);
    if (failures.size() == 1 && isOneOf(last.code, kRejections))
        return apiErrorWithText("ORDER_REJECTED", last.message);
    const bool timedOut =
        std::ranges::all_of(failures, [](const FailedAttempt &one) { return one.error.code == "TIMEOUT"; });
    return apiError(timedOut ? "PROVIDER_TIMEOUT" : "PROVIDER_ERROR", attemptsOf(failures));
}

QByteArray encodeVerdict(const ApiError &verdict)
{
    JsonWriter json;
    json.beginObject().member("code", verdict.code).member("text", verdict.text);
    if (!verdict.details.isEmpty())
        json.key("details").raw(verdict.details);
    json.endObject();
    return json.take();
}

ApiError decodeVerdict(const QByteArray &text)
{
    const QJsonObject stored = core::parseJsonObject(text).value_or(QJsonObject());
    ApiError verdict = apiErrorWithText(stored[u"code"_s].toString().toLatin1(), stored[u"text"_s].toString());
    if (const QJsonValue details = stored[u"details"_s]; details.isObject())
        verdict.details = QJsonDocument(details.toObject()).toJson(QJsonDocument::Compact);
    return verdict;
}

} // namespace signalbox::commerce
