#pragma once

#include "backend/operator/protocol/common.h"
#include "backend/operator/protocol/filter.h"
#include "backend/platform/http/message.h"

#include <algorithm>

namespace signalbox::server {

inline constexpr int kMostRows = 500;

/// `limit`, `cursor`, `sort`, `filter` of a list (contract operator-console 1.1).
struct ListQuery
{
    int limit = 100;
    QString cursor; ///< id of the last row of the page before; empty = from the start
    qsizetype sortField = -1; ///< -1 = the list's own order
    bool descending = false; ///< `sort=-ms`
    protocol::Filter filter;
};

/// Decoded value of one query parameter; empty when it is not there.
QString queryValue(const http::RequestHead &head, const QString &name);

/// Reads the query; the answer of status 400 when something is wrong, with `position` and `length` for a filter.
std::expected<ListQuery, http::Response> parseListQuery(const http::RequestHead &head,
                                                        const protocol::FilterFields &fields);

/// Orders two values of one field; a value without a number comes first.
bool isLess(const protocol::FieldValue &left, const protocol::FieldValue &right);

/// The rows by the query's field; those of equal value stay in their order.
template <class T>
std::vector<T> sorted(std::vector<T> rows, const ListQuery &query,
                      protocol::FieldValue (*valueOf)(const T &, qsizetype))
{
    std::vector<std::pair<protocol::FieldValue, size_t>> keys;
    keys.reserve(rows.size());
    for (size_t i = 0; i < rows.size(); ++i)
        keys.emplace_back(valueOf(rows[i], query.sortField), i);
    std::ranges::sort(keys, [&](const auto &left, const auto &right) {
        if (isLess(left.first, right.first))
            return !query.descending;
        if (isLess(right.first, left.first))
            return query.descending;
        return left.second < right.second;
    });
    std::vector<T> ordered;
    ordered.reserve(rows.size());
    for (const auto &key : keys)
        ordered.push_back(std::move(rows[key.second]));
    return ordered;
}

/// The page that the query asks for, out of all rows in the list's own order. Gone: the cursor's row is not there any
/// more, so the reader has to start again.
template <class T>
Result<protocol::Page<T>> pageOf(std::vector<T> rows, const ListQuery &query,
                                 protocol::FieldValue (*valueOf)(const T &, qsizetype), QString T::*id,
                                 core::WallTime at)
{
    std::erase_if(rows, [&](const T &row) {
        return !query.filter.matches([&](qsizetype field) { return valueOf(row, field); });
    });
    if (query.sortField >= 0) {
        rows = sorted(std::move(rows), query, valueOf);
    }
    auto begin = rows.begin();
    if (!query.cursor.isEmpty()) {
        begin = std::ranges::find(rows, query.cursor, id);
        if (begin == rows.end())
            return fail(ErrorCode::Gone, PublicText(QStringLiteral("the list has moved on: start again")));
        ++begin;
    }
    const auto end = rows.end() - begin > query.limit ? begin + query.limit : rows.end();
    protocol::Page<T> page;
    page.total = qint64(rows.size());
    page.at = at;
    if (end != rows.end())
        page.nextCursor = (*(end - 1)).*id;
    page.items.assign(std::make_move_iterator(begin), std::make_move_iterator(end));
    return page;
}

} // namespace signalbox::server
