#pragma once

#include "backend/operator/protocol/outbox.h"
#include "ui/kit/state_badge.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// What messages to the outside are called. Pure.
class OutboxWords
{
    Q_DECLARE_TR_FUNCTIONS(OutboxWords)

public:
    static QString state(protocol::OutboxItemState state);
    static kit::Health health(protocol::OutboxItemState state);
    /// "the core service" for a name that is known, the name itself for another.
    static QString target(const QString &target);
    /// `in 4:07`, "now", or nothing of one that is not tried any more. `now` by the gateway's clock.
    static QString nextAttempt(const protocol::OutboxItem &item, core::WallTime now);
    /// "503 status 503", "no answer: timeout"; empty before the first attempt.
    static QString lastAnswer(const protocol::OutboxItem &item);
    /// `2 the core service, 1 x`, by target.
    static QString perTarget(const std::vector<protocol::OutboxItem> &items);
    /// `closed`, `open`, `halfOpen` in words.
    static QString breaker(const QString &word);
};

} // namespace signalbox::pages
