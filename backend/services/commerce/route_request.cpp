#include "backend/services/commerce/route_request.h"

#include "backend/services/commerce/mock_quotes.h"
#include "backend/services/commerce/money.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxItems = 100;
constexpr qint64 kMaxPriceCents = 1'000'000;

bool isGiven(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull();
}

/// A whole number within the limits; a number such as 3.0 is whole.
std::optional<qint64> wholeNumber(const QJsonValue &value, qint64 low, qint64 high)
{
    if (!value.isDouble())
        return std::nullopt;
    const double number = value.toDouble();
    if (number != std::floor(number) || number < double(low) || number > double(high))
        return std::nullopt;
    return qint64(number);
}

/// Collects the problems of the three groups, in their order.
class Reader
{
public:
    explicit Reader(const QJsonObject &body) : m_body(body) { }

    std::expected<RouteRequest, ValidationFailure> read()
    {
        readAction();
        if (m_result.healthCheck && m_general.empty())
            return m_result;
        readPreferences();
        readUser();
        readAddress();
        readItems();
        return finish();
    }

private:
    using Problems = std::vector<FieldProblem>;

    std::expected<RouteRequest, ValidationFailure> finish()
    {
        if (m_general.empty() && m_items.empty() && m_address.empty())
            return m_result;
        ValidationFailure failure;
        failure.code = !m_general.empty() ? "INVALID_REQUEST" : !m_items.empty() ? "INVALID_ITEMS" : "INVALID_ADDRESS";
        for (const Problems *group : {&m_general, &m_items, &m_address})
            failure.problems.insert(failure.problems.end(), group->begin(), group->end());
        return std::unexpected(failure);
    }

    void readAction()
    {
        const QJsonValue action = m_body[u"action"_s];
        if (!isGiven(action))
            return;
        if (action.toString() == u"health_check")
            m_result.healthCheck = true;
        else
            m_general.push_back({"action", u"must be health_check or absent"_s});
    }

    /// The value under the first of the names that is given; a problem when two of them differ.
    QJsonValue aliased(const QJsonObject &object, std::initializer_list<QLatin1StringView> names,
                       const QByteArray &prefix)
    {
        QJsonValue found(QJsonValue::Undefined);
        for (const QLatin1StringView name : names) {
            const QJsonValue value = object[name];
            if (!isGiven(value))
                continue;
            if (found.isUndefined())
                found = value;
            else if (found != value)
                m_general.push_back({prefix + QByteArray(name.data(), name.size()),
                                     u"differs from "_s + QString::fromLatin1(prefix) + *names.begin()});
        }
        return found;
    }

    void readPreferences()
    {
        const QJsonValue given = m_body[u"preferences"_s];
        if (!isGiven(given))
            return;
        if (!given.isObject()) {
            m_general.push_back({"preferences", u"must be an object"_s});
            return;
        }
        const QJsonObject preferences = given.toObject();
        const QByteArray prefix = "preferences.";

        const QJsonValue optimize = aliased(preferences, {"optimize"_L1, "optimizeFor"_L1}, prefix);
        if (isGiven(optimize)) {
            if (const auto known = optimizeFromText(optimize.toString()))
                m_result.optimize = *known;
            else
                m_general.push_back({prefix + "optimize",
                                     u"must be one of price, speed, margin, balanced, availability"_s});
        }
        const QJsonValue minutes = aliased(
            preferences, {"maxDeliveryMinutes"_L1, "maxDeliveryTimeMinutes"_L1, "maxDeliveryTime"_L1}, prefix);
        if (isGiven(minutes)) {
            if (const auto whole = wholeNumber(minutes, 1, 10080))
                m_result.maxDeliveryMinutes = int(*whole);
            else
                m_general.push_back({prefix + "maxDeliveryMinutes", u"must be an integer from 1 to 10080"_s});
        }
        readExcluded(aliased(preferences, {"excludeProviders"_L1, "avoidProviders"_L1}, prefix));
    }

    void readExcluded(const QJsonValue &given)
    {
        if (!isGiven(given))
            return;
        if (!given.isArray()) {
            m_general.push_back({"preferences.excludeProviders", u"must be an array of provider ids"_s});
            return;
        }
        const QJsonArray list = given.toArray();
        for (qsizetype i = 0; i < list.size(); ++i) {
            if (const auto id = providerFromId(list[i].toString().toUtf8()))
                m_result.excluded.push_back(*id);
            else
                m_general.push_back({"preferences.excludeProviders[" + QByteArray::number(i) + ']',
                                     u"is not a provider id"_s});
        }
    }

    void readUser()
    {
        const QJsonValue userId = m_body[u"userId"_s];
        if (isGiven(userId)) {
            m_result.userId = userId.toString();
            if (m_result.userId.isEmpty() || m_result.userId.size() > 128 || m_result.userId.contains(QChar(0)))
                m_general.push_back({"userId", u"must have 1 to 128 characters"_s});
        }
        const QJsonValue context = m_body[u"userContext"_s];
        if (!isGiven(context))
            return;
        if (!context.isObject()) {
            m_general.push_back({"userContext", u"must be an object"_s});
            return;
        }
        const QJsonObject object = context.toObject();
        UserContext &user = m_result.request.user;
        user.krogerCustomerId = contextText(object, "krogerCustomerId"_L1);
        user.walmartCustomerId = contextText(object, "walmartCustomerId"_L1);
        user.instacartUserId = contextText(object, "instacartUserId"_L1);
        user.mealmeUserId = contextText(object, "mealmeUserId"_L1);
        readLoyaltyIds(object[u"loyaltyIds"_s]);
    }

    QString contextText(const QJsonObject &object, QLatin1StringView name)
    {
        const QJsonValue value = object[name];
        const QString text = value.toString();
        if (isGiven(value) && (!value.isString() || text.size() > 128 || text.contains(QChar(0))))
            m_general.push_back({"userContext." + QByteArray(name.data(), name.size()),
                                 u"must be a string of at most 128 characters"_s});
        return text;
    }

    void readLoyaltyIds(const QJsonValue &given)
    {
        if (!isGiven(given))
            return;
        const QJsonArray list = given.toArray();
        const bool texts = std::all_of(list.begin(), list.end(), [](const QJsonValue &v) { return v.isString(); });
        if (!given.isArray() || list.size() > 20 || !texts) {
            m_general.push_back({"userContext.loyaltyIds", u"must be an array of at most 20 strings"_s});
            return;
        }
        for (const QJsonValue &id : list)
            m_result.request.user.loyaltyIds.append(id.toString());
    }

    void readAddress()
    {
        const QJsonValue canonical = m_body[u"shippingAddress"_s];
        const QJsonValue location = m_body[u"location"_s];
        m_locationForm = !isGiven(canonical) && isGiven(location);
        const QJsonValue given = m_locationForm ? location : canonical;
        m_prefix = m_locationForm ? "location" : "shippingAddress";
        if (!given.isObject()) {
            m_address.push_back({m_prefix, isGiven(given) ? u"must be an object"_s : u"is required"_s});
            return;
        }
        const QJsonObject object = given.toObject();
        Address &address = m_result.request.address;
        address.street = addressText(object, "street"_L1, 200, !m_locationForm);
        address.city = addressText(object, "city"_L1, 100, true);
        readState(object);
        readCountry(object);
        readPostalCode(object);
        if (isGiven(canonical) && isGiven(location))
            compareForms(location.toObject());
    }

    void compareForms(const QJsonObject &location)
    {
        const Address &address = m_result.request.address;
        const std::pair<QLatin1StringView, QString> members[] = {{"street"_L1, address.street},
                                                                 {"city"_L1, address.city},
                                                                 {"state"_L1, address.state},
                                                                 {"zip"_L1, address.postalCode},
                                                                 {"country"_L1, address.country}};
        for (const auto &[name, value] : members) {
            const QString other = location[name].toString().trimmed();
            if (!other.isEmpty() && other.compare(value, Qt::CaseInsensitive) != 0)
                m_general.push_back({"location." + QByteArray(name.data(), name.size()),
                                     u"differs from shippingAddress"_s});
        }
    }

    void addressProblem(QLatin1StringView name, const QString &reason)
    {
        m_address.push_back({m_prefix + '.' + QByteArray(name.data(), name.size()), reason});
    }

    QString addressText(const QJsonObject &object, QLatin1StringView name, qsizetype longest, bool required)
    {
        const QJsonValue value = object[name];
        const QString text = value.toString().trimmed();
        if (isGiven(value) && !value.isString())
            addressProblem(name, u"must be a string"_s);
        else if (text.size() > longest || (required && text.isEmpty()) || text.contains(QChar(0)))
            addressProblem(name, u"must have 1 to %1 characters"_s.arg(longest));
        return text;
    }

    void readState(const QJsonObject &object)
    {
        static const QRegularExpression kLetters(u"\\A[A-Za-z]{2,3}\\z"_s);
        const QJsonValue value = object[u"state"_s];
        if (!isGiven(value))
            return;
        m_result.request.address.state = value.toString().trimmed();
        if (!kLetters.match(m_result.request.address.state).hasMatch())
            addressProblem("state"_L1, u"must be 2 or 3 letters"_s);
    }

    void readCountry(const QJsonObject &object)
    {
        static const QRegularExpression kLetters(u"\\A[A-Za-z]{2}\\z"_s);
        const QJsonValue value = object[u"country"_s];
        if (m_locationForm && !isGiven(value))
            return;
        const QString country = value.toString().trimmed();
        m_result.request.address.country = country.toUpper();
        if (!kLetters.match(country).hasMatch())
            addressProblem("country"_L1, u"must be two letters"_s);
    }

    void readPostalCode(const QJsonObject &object)
    {
        static const QRegularExpression kUs(u"\\A[0-9]{5}(-[0-9]{4})?\\z"_s);
        const QLatin1StringView name = m_locationForm ? "zip"_L1 : "postalCode"_L1;
        Address &address = m_result.request.address;
        address.postalCode = object[name].toString().trimmed();
        if (address.country == u"US") {
            if (!kUs.match(address.postalCode).hasMatch())
                addressProblem(name, u"is not a US postal code"_s);
        } else if (address.postalCode.size() < 2 || address.postalCode.size() > 12
                   || address.postalCode.contains(QChar(0))) {
            addressProblem(name, u"must have 2 to 12 characters"_s);
        }
    }

    void readItems()
    {
        const QJsonValue given = m_body[u"items"_s];
        const QJsonArray list = given.toArray();
        if (!given.isArray() || list.isEmpty() || list.size() > kMaxItems) {
            m_items.push_back({"items", u"must be an array of 1 to 100 items"_s});
            return;
        }
        QSet<QString> ids;
        for (qsizetype i = 0; i < list.size(); ++i)
            readItem(list[i], i, ids);
    }

    void readItem(const QJsonValue &given, qsizetype index, QSet<QString> &ids)
    {
        const QByteArray prefix = "items[" + QByteArray::number(index) + ']';
        if (!given.isObject()) {
            m_items.push_back({prefix, u"must be an object"_s});
            return;
        }
        const QJsonObject object = given.toObject();
        Item item;
        item.name = object[u"name"_s].toString().trimmed();
        item.id = itemId(object, item.name, index);
        if (item.id.isEmpty() || item.id.size() > 64 || item.id.contains(QChar(0)))
            m_items.push_back({prefix + ".id", u"must have 1 to 64 characters"_s});
        else if (ids.contains(item.id))
            m_items.push_back({prefix + ".id", u"must be unique"_s});
        ids.insert(item.id);
        if (item.name.isEmpty() || item.name.size() > 200 || item.name.contains(QChar(0)))
            m_items.push_back({prefix + ".name", u"must have 1 to 200 characters"_s});
        readQuantity(object[u"quantity"_s], prefix, item);
        readUnit(object, prefix, item);
        const QJsonValue price = object[u"priceCents"_s];
        if (isGiven(price)) {
            item.priceCents = wholeNumber(price, 0, kMaxPriceCents);
            if (!item.priceCents)
                m_items.push_back({prefix + ".priceCents", u"must be an integer from 0 to 1000000"_s});
        }
        m_result.request.items.push_back(std::move(item));
    }

    QString itemId(const QJsonObject &object, const QString &name, qsizetype index) const
    {
        const QJsonValue id = object[u"id"_s];
        if (m_locationForm && !isGiven(id)) {
            constexpr qsizetype kLongestSlug = 60;
            return slug(name).left(kLongestSlug) + u'-' + QString::number(index);
        }
        return id.toString();
    }

    void readQuantity(const QJsonValue &value, const QByteArray &prefix, Item &item)
    {
        const double number = value.toDouble();
        if (!value.isDouble() || !(number > 0)) {
            m_items.push_back({prefix + ".quantity", u"must be a number greater than 0"_s});
            return;
        }
        if (const auto milli = milliFromNumber(number))
            item.quantityMilli = *milli;
        else
            m_items.push_back({prefix + ".quantity",
                               number > 999 ? u"must be at most 999"_s : u"must have at most 3 decimals"_s});
    }

    void readUnit(const QJsonObject &object, const QByteArray &prefix, Item &item)
    {
        QJsonValue unit = object[u"unit"_s];
        if (!isGiven(unit) && m_locationForm)
            unit = object[u"preferences"_s].toObject()[u"unit"_s];
        if (!isGiven(unit))
            return;
        if (!unit.isString() || unit.toString().size() > 32 || unit.toString().contains(QChar(0)))
            m_items.push_back({prefix + ".unit", u"must be a string of at most 32 characters"_s});
        else if (!unit.toString().isEmpty())
            item.unit = unit.toString();
    }

    const QJsonObject &m_body;
    RouteRequest m_result;
    Problems m_general;
    Problems m_items;
    Problems m_address;
    bool m_locationForm = false;
    QByteArray m_prefix;
};

} // namespace

bool RouteRequest::excludes(ProviderId id) const
{
    return std::ranges::find(excluded, id) != excluded.end();
}

std::expected<RouteRequest, ValidationFailure> parseRouteRequest(const QJsonObject &body)
{
    return Reader(body).read();
}

} // namespace signalbox::commerce
