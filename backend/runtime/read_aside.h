#pragma once

#include "backend/operator/server/off_thread.h"
#include "backend/services/approvals/transaction.h"

namespace signalbox::runtime {

/// A read of more than a row for the operator thread, which it does not hold up: SQLite reads where it is asked, so it
/// is asked on the pool. `step(Connection &) -> Result<T>` touches nothing of this thread.
template <class T, class Step>
Task<Result<T>> readAside(storage::Database *database, cpu::Pool *pool, Step step)
{
    if (database->dialect() == storage::Dialect::Postgres)
        co_return co_await approvals::inRead<T>(*database, std::move(step));
    const auto outcome = std::make_shared<std::optional<T>>();
    const Result<QVariant> done = co_await server::offThread(
        pool, [database, work = approvals::workOf<T>(outcome, std::move(step))] { return database->readNow(work); });
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(**outcome);
}

} // namespace signalbox::runtime
