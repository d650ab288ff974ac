#include "backend/runtime/probe_store.h"

#include "backend/platform/core/clock.h"
#include "backend/platform/core/thread_anchor.h"
#include "backend/platform/storage/database.h"

#include <QTimer>

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kLimit {2};

Result<QVariant> question(storage::Connection &connection)
{
    const Result<storage::Rows> rows = connection.query(u"SELECT 1"_s);
    if (!rows)
        return std::unexpected(rows.error());
    return QVariant(true);
}

Task<void> ask(storage::Database *store, core::OneShot<Result<QVariant>> answer)
{
    answer.resolve(co_await store->read(question));
}

} // namespace

Task<Result<double>> roundTrip(storage::Database *store)
{
    const core::SteadyTime start = core::systemClock().steady();
    core::OneShot<Result<QVariant>> answer;
    QTimer::singleShot(kLimit, core::threadAnchor(), [answer] {
        answer.resolve(fail(ErrorCode::Timeout, PublicText(u"the store did not answer"_s)));
    });
    ask(store, answer);
    const Result<QVariant> value = co_await answer;
    if (!value)
        co_return std::unexpected(value.error());
    const std::chrono::duration<double, std::milli> took = core::systemClock().steady() - start;
    co_return std::round(took.count() * 1000) / 1000;
}

} // namespace signalbox::runtime
