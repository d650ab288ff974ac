#pragma once

#include "app/server/ops_client.h"
#include "backend/operator/protocol/common.h"

namespace signalbox::daemon {

/// All that a list of `/ops/v1` has, page by page: `path` as in OpsClient::opsGet(). A `filter` that is not empty is
/// asked for; `query` holds what else the list takes. The errors of opsGet(), InvalidInput for an answer that is no page.
template <class Item>
Result<std::vector<Item>> readPages(OpsClient &client, const QString &path, const QString &filter = {},
                                    QUrlQuery query = {})
{
    using namespace Qt::StringLiterals;
    const auto encoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    query.addQueryItem(u"limit"_s, u"500"_s);
    if (!filter.isEmpty())
        query.addQueryItem(u"filter"_s, encoded(filter));
    std::vector<Item> all;
    QString cursor;
    do {
        query.removeQueryItem(u"cursor"_s);
        if (!cursor.isEmpty())
            query.addQueryItem(u"cursor"_s, encoded(cursor));
        const auto body = client.opsGet(path, query);
        if (!body)
            return std::unexpected(body.error());
        auto page = protocol::fromJson<protocol::Page<Item>>(*body);
        if (!page)
            return std::unexpected(page.error());
        std::ranges::move(page->items, std::back_inserter(all));
        cursor = page->nextCursor.value_or(QString());
    } while (!cursor.isEmpty());
    return all;
}

} // namespace signalbox::daemon
