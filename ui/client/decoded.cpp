#include "ui/client/decoded.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

/// QUrlQuery leaves `+` alone, which servers read as a space.
QString escaped(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

QUrlQuery ListQuery::toQuery() const
{
    QUrlQuery query;
    query.addQueryItem(u"limit"_s, QString::number(limit));
    if (!filter.trimmed().isEmpty())
        query.addQueryItem(u"filter"_s, escaped(filter));
    if (!sort.isEmpty())
        query.addQueryItem(u"sort"_s, escaped(sort));
    if (!cursor.isEmpty())
        query.addQueryItem(u"cursor"_s, escaped(cursor));
    return query;
}

} // namespace signalbox::client
