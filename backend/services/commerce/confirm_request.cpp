#include "backend/services/commerce/confirm_request.h"

#include <algorithm>
#include <array>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestToken = 65536; ///< a longer one than 1024 is INVALID_TOKEN, not a wrong field
constexpr qsizetype kLongestUser = 128;
constexpr qsizetype kLongestName = 200;
constexpr qsizetype kLongestCredential = 4096;
constexpr std::array kPaymentTypes {"card"_L1, "paypal"_L1, "apple_pay"_L1, "google_pay"_L1};

RoutingKey readKey(FieldReader &body, const FieldProblems &problems)
{
    RoutingKey key;
    key.token = body.text("confirmationToken", "confirmation_token", kLongestToken).value_or(QString()).toUtf8();
    if (key.token.isEmpty() && problems.empty())
        body.refuse("confirmationToken", u"is required"_s);
    key.userId = body.text("userId", "user_id", kLongestUser).value_or(QString());
    return key;
}

std::optional<PaymentMethod> readPayment(FieldReader &body)
{
    std::optional<FieldReader> given = body.object("paymentMethod");
    if (!given)
        return std::nullopt;
    const QString type = given->value("type").toString();
    if (std::ranges::find(kPaymentTypes, type) == kPaymentTypes.end())
        given->refuse("type", u"must be one of card, paypal, apple_pay, google_pay"_s);
    if (given->value("token").isUndefined())
        given->refuse("token", u"is required"_s);
    const QString token = given->text("token", kLongestCredential).value_or(QString());
    return PaymentMethod {type.toLatin1(), token.toUtf8()};
}

/// A credential that goes into a header line, so nothing but visible ASCII.
QByteArray readCredential(FieldReader &object, QByteArrayView name)
{
    const QString text = object.text(name, kLongestCredential).value_or(QString());
    const auto isVisible = [](QChar c) { return c > u' ' && c < QChar(0x7f); };
    if (!std::all_of(text.begin(), text.end(), isVisible)) {
        object.refuse(name, u"must have visible ASCII characters only"_s);
        return {};
    }
    return text.toLatin1();
}

Contact readContact(FieldReader &body)
{
    std::optional<FieldReader> given = body.object("contact");
    if (!given)
        return {};
    Contact contact;
    contact.name = given->text("name", kLongestName).value_or(QString());
    contact.email = given->text("email", kLongestName).value_or(QString());
    contact.phone = given->text("phone", kLongestName).value_or(QString());
    contact.krogerAccessToken = readCredential(*given, "krogerAccessToken");
    return contact;
}

} // namespace

std::expected<ConfirmRequest, FieldProblems> parseConfirmRequest(const QJsonObject &body)
{
    FieldProblems problems;
    FieldReader reader(body, problems);
    ConfirmRequest request;
    request.key = readKey(reader, problems);
    if (const QJsonValue provider = reader.value("providerId"); !provider.isUndefined()) {
        request.provider = providerFromId(provider.toString().toUtf8());
        if (!request.provider)
            reader.refuse("providerId", u"is not a provider id"_s);
    }
    request.payment = readPayment(reader);
    request.contact = readContact(reader);
    request.allowFailover = reader.flag("allowFailover").value_or(true);
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return request;
}

std::expected<RoutingKey, FieldProblems> parseCancelRequest(const QJsonObject &body)
{
    FieldProblems problems;
    FieldReader reader(body, problems);
    RoutingKey key = readKey(reader, problems);
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return key;
}

} // namespace signalbox::commerce
