#include "backend/operator/server/list_query.h"

#include "backend/operator/server/operator_owner.h"

#include <QUrlQuery>

#include <cmath>

namespace signalbox::server {

using namespace Qt::StringLiterals;

QString queryValue(const http::RequestHead &head, const QString &name)
{
    return QUrlQuery(QString::fromUtf8(head.query)).queryItemValue(name, QUrl::FullyDecoded);
}

std::expected<ListQuery, http::Response> parseListQuery(const http::RequestHead &head,
                                                        const protocol::FilterFields &fields)
{
    ListQuery query;
    if (const QString limit = queryValue(head, u"limit"_s); !limit.isEmpty()) {
        bool ok = false;
        query.limit = limit.toInt(&ok);
        if (!ok || query.limit < 1 || query.limit > kMostRows)
            return std::unexpected(badParameter(u"limit"_s, u"limit must be 1 to %1"_s.arg(kMostRows)));
    }
    query.cursor = queryValue(head, u"cursor"_s);
    if (QString sort = queryValue(head, u"sort"_s); !sort.isEmpty()) {
        query.descending = sort.startsWith(u'-');
        if (query.descending)
            sort.remove(0, 1);
        const auto field = std::ranges::find(fields, sort, &protocol::FilterField::name);
        if (field == fields.end())
            return std::unexpected(badParameter(u"sort"_s, u"there is no field '%1' to sort by"_s.arg(sort)));
        query.sortField = field - fields.begin();
    }
    auto filter = protocol::Filter::parse(queryValue(head, u"filter"_s), fields);
    if (!filter)
        return std::unexpected(errorAnswer(400,
                                           {.code = u"bad_filter"_s,
                                            .message = filter.error().message,
                                            .field = u"filter"_s,
                                            .details = QJsonObject {{"position"_L1, filter.error().position},
                                                                    {"length"_L1, filter.error().length}}}));
    query.filter = std::move(*filter);
    return query;
}

bool isLess(const protocol::FieldValue &left, const protocol::FieldValue &right)
{
    if (std::isnan(left.number) || std::isnan(right.number)) {
        if (std::isnan(left.number) && std::isnan(right.number))
            return left.text.compare(right.text, Qt::CaseInsensitive) < 0;
        return std::isnan(left.number);
    }
    return left.number < right.number;
}

} // namespace signalbox::server
