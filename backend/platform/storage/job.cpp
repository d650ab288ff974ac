#include "backend/platform/storage/job.h"

#include "backend/platform/core/thread_anchor.h"

#include <future>

using namespace Qt::StringLiterals;

namespace signalbox::storage {

std::unexpected<Error> storeIsBusy()
{
    return fail(ErrorCode::Unavailable, PublicText(u"the store is busy"_s));
}

Task<Result<QVariant>> submit(Enqueue enqueue, Work work, bool readOnly)
{
    core::OneShot<Result<QVariant>> outcome;
    Job job {.work = std::move(work), .deliver = {}, .readOnly = readOnly};
    job.deliver = [outcome, caller = core::ReturnAddress::here()](Result<QVariant> result) {
        caller.post([outcome, result = std::move(result)] { outcome.resolve(result); });
    };
    if (!enqueue(std::move(job)))
        co_return storeIsBusy();
    co_return co_await outcome;
}

Result<QVariant> submitNow(const Enqueue &enqueue, Work work, bool readOnly)
{
    const auto outcome = std::make_shared<std::promise<Result<QVariant>>>();
    Job job {.work = std::move(work), .deliver = {}, .readOnly = readOnly};
    job.deliver = [outcome](Result<QVariant> result) { outcome->set_value(std::move(result)); };
    auto future = outcome->get_future();
    if (!enqueue(std::move(job)))
        return storeIsBusy();
    return future.get();
}

Result<QVariant> runGuarded(const Work &work, Connection &connection)
{
    try {
        return work(connection);
    } catch (const std::exception &problem) {
        return fail(ErrorCode::Internal, PublicText(u"internal error"_s),
                    LogDetail(u"store work threw: "_s + QString::fromUtf8(problem.what())));
    }
}

} // namespace signalbox::storage
