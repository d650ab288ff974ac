#pragma once

#include "backend/operator/protocol/guards.h"

namespace signalbox::server {

/// What is wrong with a guard's wishes, with the member's name: `guard.watchSec`. Empty = nothing. Whether there is
/// such a service or metric is the caller's question.
struct BadSpec
{
    QString field;
    QString message;
};
std::optional<BadSpec> badSpec(const protocol::GuardSpec &spec);

/// Is `after` worse than the guard allows? With `ratio` nothing before would make any error at all a break, so a window
/// without an error counts as at most one error in its samples.
bool isWorse(const protocol::GuardSpec &spec, const protocol::GuardWindow &before, const protocol::GuardWindow &after);

/// A watching guard with the numbers of now: it stays watching, or has passed, broken, or is inconclusive, and says why
/// with both numbers. Pure; `guard.before` is there.
protocol::GuardView judged(protocol::GuardView guard, const protocol::GuardWindow &after, core::WallTime now);

} // namespace signalbox::server
