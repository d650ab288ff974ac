#pragma once

#include "backend/platform/storage/database.h"

#include <optional>

namespace signalbox::approvals {

/// What one transaction brings back besides a QVariant: made anew by each run of the work.
template <class T>
using Brought = std::shared_ptr<std::optional<T>>;

template <class T, class Step>
storage::Work workOf(Brought<T> outcome, Step step)
{
    return [outcome = std::move(outcome), step = std::move(step)](storage::Connection &connection) -> Result<QVariant> {
        Result<T> result = step(connection);
        if (!result)
            return std::unexpected(result.error());
        outcome->emplace(std::move(*result));
        return QVariant();
    };
}

/// Runs `step(Connection &) -> Result<T>` as one transaction; T may be any type. The rules of storage::Work hold.
template <class T, class Step>
Task<Result<T>> inTransaction(storage::Database &database, Step step)
{
    auto outcome = std::make_shared<std::optional<T>>();
    const Result<QVariant> done = co_await database.write(workOf<T>(outcome, std::move(step)));
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(**outcome);
}

/// The same on a read connection.
template <class T, class Step>
Task<Result<T>> inRead(storage::Database &database, Step step)
{
    auto outcome = std::make_shared<std::optional<T>>();
    const Result<QVariant> done = co_await database.read(workOf<T>(outcome, std::move(step)));
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(**outcome);
}

/// `Result<void>` as a value, for steps that bring nothing back.
struct Done
{
};

} // namespace signalbox::approvals
