#pragma once

#include "backend/operator/protocol/codec.h"
#include "ui/client/link.h"

namespace signalbox::client {

/// Turns what waits for a typed answer into what Link calls: a document of another shape is ErrorCode::Upstream.
template <protocol::Record T>
Link::Answer decoded(std::function<void(Result<T>)> done)
{
    return [done = std::move(done)](const Result<QJsonObject> &answer) {
        if (!answer)
            return done(std::unexpected(answer.error()));
        Result<T> record = protocol::fromJson<T>(*answer);
        if (!record)
            return done(fail(ErrorCode::Upstream, PublicText(), record.error().detail));
        done(std::move(record));
    };
}

/// What a list is asked for (contract operator-console 1.1): filtered and sorted by the gateway.
struct ListQuery
{
    QString filter; ///< in the filter language; must parse
    QString sort; ///< a field's name, `-` in front for descending; empty for the list's own order
    int limit = 200; ///< 1..500
    QString cursor; ///< Page::nextCursor of the page before; empty for the first

    QUrlQuery toQuery() const;
};

} // namespace signalbox::client
