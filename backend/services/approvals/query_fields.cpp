#include "backend/services/approvals/query_fields.h"

#include <algorithm>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongest = 256;

} // namespace

QueryFields::QueryFields(const QByteArray &query)
{
    // A plus is a space in a query, as in a form.
    m_query.setQuery(QString::fromLatin1(QByteArray(query).replace('+', "%20")));
}

QString QueryFields::text(const char *name)
{
    const QString value = m_query.queryItemValue(QLatin1StringView(name), QUrl::FullyDecoded);
    if (value.size() > kLongest) {
        refuse(name, "string_too_long", u"String should have at most 256 characters"_s);
        return {};
    }
    if (value.contains(QChar(u'\0'))) {
        refuse(name, "string_pattern_mismatch", u"String should not hold U+0000"_s);
        return {};
    }
    return value;
}

QString QueryFields::requiredText(const char *name)
{
    if (!m_query.hasQueryItem(QLatin1StringView(name))) {
        refuse(name, "missing", u"Field required"_s);
        return {};
    }
    const QString value = text(name);
    if (value.isEmpty() && m_faults.empty())
        refuse(name, "string_too_short", u"String should have at least 1 character"_s);
    return value;
}

int QueryFields::whole(const char *name, int byDefault, int low, int high)
{
    if (!m_query.hasQueryItem(QLatin1StringView(name)))
        return byDefault;
    bool isNumber = false;
    const qlonglong value = text(name).trimmed().toLongLong(&isNumber);
    if (!isNumber) {
        refuse(name, "int_parsing", u"Input should be a valid integer, unable to parse string as an integer"_s);
        return byDefault;
    }
    if (value < low) {
        refuse(name, "greater_than_equal", u"Input should be greater than or equal to %1"_s.arg(low));
        return byDefault;
    }
    return int(std::min<qlonglong>(value, high));
}

QString QueryFields::word(const char *name, std::initializer_list<QLatin1StringView> words)
{
    const QString value = text(name);
    if (value.isEmpty() || std::ranges::find(words, value) != words.end())
        return value;
    QStringList quoted;
    for (const QLatin1StringView word : words)
        quoted += u'\'' + QString(word) + u'\'';
    refuse(name, "literal_error", u"Input should be "_s + quoted.join(u" or "_s));
    return {};
}

void QueryFields::refuse(const char *name, const QByteArray &type, const QString &msg)
{
    m_faults.push_back({type, QJsonArray {u"query"_s, QString::fromLatin1(name)}, msg});
}

} // namespace signalbox::approvals
