#pragma once

#include "backend/operator/protocol/outbox.h"
#include "backend/platform/core/task.h"
#include "backend/platform/storage/database.h"

#include <functional>

namespace signalbox::server {

/// Messages that a list holds at most, undelivered and delivered ones apart.
inline constexpr int kMostMessages = 2000;

/// Messages to the outside, of every service that has some. Everything is called and answers on the operator thread,
/// but for a Step.
class OutboxPort
{
public:
    /// One step of a transaction, on the store's thread; may run again. NotFound; Conflict for a delivered message.
    using Step = std::function<Result<protocol::OutboxItem>(storage::Connection &)>;

    virtual ~OutboxPort() = default;

    /// What waits, then what was given up, the newest first; the delivered ones behind them when they are wanted.
    virtual Task<Result<std::vector<protocol::OutboxItem>>> items(bool delivered) = 0;
    virtual Task<Result<std::vector<protocol::OutboxTarget>>> targets() = 0;
    /// What a replay would send. NotFound; Conflict for a delivered message.
    virtual Task<Result<protocol::ReplayAnswer>> preview(QString id) = 0;
    /// Makes a message due now; `actor` is for the history of what it is about. wake() comes after the commit.
    virtual Step replay(QString id, QString actor) = 0;
    virtual void wake() = 0;
};

} // namespace signalbox::server
