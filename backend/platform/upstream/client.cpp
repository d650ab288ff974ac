#include "backend/platform/upstream/client.h"

#include "backend/platform/core/task.h"
#include "backend/platform/log/log.h"
#include "backend/platform/upstream/breaker.h"
#include "backend/platform/upstream/call_metrics.h"
#include "backend/platform/upstream/retry.h"
#include "backend/platform/upstream/transfer.h"
#include "backend/platform/upstream/transfer_error.h"

#include <QRandomGenerator>

#include <algorithm>

namespace signalbox::upstream {

using namespace Qt::StringLiterals;

namespace {

/// Two timers that were set for the same time fire this close together.
constexpr core::milliseconds kSameMoment {20};

/// What the calls of one client share; calls under way keep it alive when the client goes.
struct Shared
{
    explicit Shared(ClientOptions given)
        : options(std::move(given)),
          metrics(options.registry),
          loop(std::make_shared<CurlLoop>(options.maxConnectionsPerHost, options.maxConnections)),
          transfer {AddressGuard(options.allowedInternal), options.caFile}
    {
    }

    ClientOptions options;
    CallMetrics metrics;
    std::shared_ptr<CurlLoop> loop;
    TransferOptions transfer;
    core::CancelToken stop;
    int inFlight = 0;
};
using SharedPtr = std::shared_ptr<Shared>;

struct Tried
{
    Result<Reply> outcome;
    bool sent = true; ///< false when the breaker refused
};

Error cancelled()
{
    return Error {ErrorCode::Cancelled, PublicText(u"the call was cancelled"_s), LogDetail()};
}

Error timedOut()
{
    return Error {ErrorCode::Timeout, PublicText(u"the upstream did not answer in time"_s), LogDetail()};
}

core::milliseconds remaining(const Shared &shared, const Call &call)
{
    return std::chrono::ceil<core::milliseconds>(call.deadline - shared.options.clock->steady());
}

TryOutcome judge(const Result<Reply> &outcome)
{
    if (outcome)
        return outcome->status >= 500 ? TryOutcome::ServerError : TryOutcome::Answered;
    switch (outcome.error().code) {
    case ErrorCode::Timeout:
        return TryOutcome::Timeout;
    case ErrorCode::Unavailable:
        return TryOutcome::ConnectFailure;
    case ErrorCode::TooLarge:
        return TryOutcome::Answered;
    default:
        return TryOutcome::Ignored;
    }
}

/// True after `pause`; false when the caller or the client gave up before.
Task<bool> pauseFor(SharedPtr shared, core::CancelToken cancel, core::milliseconds pause)
{
    const core::OneShot<bool> over;
    QTimer timer;
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &timer, [over] { over.resolve(true); });
    const core::CancelRegistration byCaller(cancel, [over] { over.resolve(false); });
    const core::CancelRegistration byClient(shared->stop, [over] { over.resolve(false); });
    timer.start(pause);
    co_return co_await over;
}

/// One try, bounded by the call's deadline and cancellation. `call` lives in the frame of the awaiting coroutine.
Task<Result<Reply>> transferOnce(SharedPtr shared, const Call *call, QByteArray traceparent)
{
    Transfer transfer(shared->loop, shared->transfer, *call);
    QTimer deadline;
    deadline.setSingleShot(true);
    deadline.setTimerType(Qt::PreciseTimer);
    QObject::connect(&deadline, &QTimer::timeout, &deadline, [&transfer] { transfer.abort(timedOut()); });
    transfer.start(traceparent);
    // Who waits may give up at the deadline too, a moment before our timer: it is the upstream that was late.
    const core::CancelRegistration byCaller(call->cancel, [&transfer, &shared, call] {
        transfer.abort(remaining(*shared, *call) <= kSameMoment ? timedOut() : cancelled());
    });
    const core::CancelRegistration byClient(shared->stop, [&transfer] { transfer.abort(cancelled()); });
    deadline.start(std::max(core::milliseconds(0), remaining(*shared, *call)));
    co_return co_await transfer.result();
}

Task<Tried> tryOnce(SharedPtr shared, const Call *call, QByteArray traceparent)
{
    if (call->cancel.isCancelled() || shared->stop.isCancelled())
        co_return Tried {std::unexpected(cancelled()), false};
    if (remaining(*shared, *call) <= core::milliseconds(0))
        co_return Tried {std::unexpected(timedOut()), false};
    Breaker &breaker = shared->options.breakers->at(call->upstream);
    const Breaker::Permit permit = breaker.admit();
    if (!permit.allowed)
        co_return Tried {std::unexpected(unavailable("open"_L1, u"the circuit breaker is open"_s)), false};
    Result<Reply> outcome = co_await transferOnce(shared, call, std::move(traceparent));
    if (breaker.record(permit, judge(outcome))) {
        shared->metrics.opened(call->upstream);
        log::warn("platform", u"upstream.breaker_opened"_s, {{"upstream", QString::fromUtf8(call->upstream)}});
    }
    co_return Tried {std::move(outcome), true};
}

/// How long to wait before the next try; nothing when the outcome stands.
std::optional<core::milliseconds> pauseAfter(Shared &shared, const Call &call, const Result<Reply> &outcome, int tries)
{
    if (call.placing || tries > call.retry.maxRetries || !isRepeatable(outcome))
        return {};
    core::milliseconds pause = pauseBefore(tries, call.retry.firstPause, QRandomGenerator::global()->generateDouble());
    if (outcome) {
        const auto asked = retryAfter(outcome->headers, shared.options.clock->wall());
        if (outcome->status == 429 && !asked)
            return {};
        pause = std::max(pause, asked.value_or(pause));
    }
    if (pause >= remaining(shared, call) || !shared.options.breakers->at(call.upstream).spendRetry())
        return {};
    return pause;
}

CallRecord startRecord(const Shared &shared, const Call &call)
{
    CallRecord record;
    record.upstream = call.upstream;
    record.method = call.method;
    record.path = call.url.path(QUrl::FullyEncoded).toUtf8();
    record.start = shared.options.clock->wall();
    if (call.parent.isValid()) {
        record.context = trace::childOf(call.parent);
        record.parentSpanId = call.parent.spanId;
    }
    return record;
}

void finish(Shared &shared, CallRecord &record, const Result<Reply> &outcome)
{
    if (outcome)
        record.status = outcome->status;
    else
        record.error = outcome.error().code;
    shared.metrics.finished(record, resultLabel(record.status, outcome ? nullptr : &outcome.error()));
    if (shared.options.observer)
        shared.options.observer(record);
}

Task<Result<Reply>> tryUntilDone(SharedPtr shared, const Call *call, CallRecord *record)
{
    const QByteArray traceparent = record->context.isValid() ? trace::traceparent(record->context) : QByteArray();
    Tried tried = co_await tryOnce(shared, call, traceparent);
    record->tries = tried.sent ? 1 : 0;
    while (tried.sent) {
        const auto pause = pauseAfter(*shared, *call, tried.outcome, record->tries);
        if (!pause)
            break;
        const core::milliseconds paused = shared->options.clock->wall() - record->start;
        if (!co_await pauseFor(shared, call->cancel, *pause))
            co_return std::unexpected(cancelled());
        const core::milliseconds resumed = shared->options.clock->wall() - record->start;
        Tried next = co_await tryOnce(shared, call, traceparent);
        // What the upstream said last tells more than "the breaker has opened meanwhile".
        if (!next.sent && next.outcome.error().code == ErrorCode::Unavailable)
            break;
        tried = std::move(next);
        if (tried.sent) {
            shared->metrics.retried(call->upstream);
            record->pauses.emplace_back(paused, resumed - paused);
            ++record->tries;
        }
    }
    co_return std::move(tried.outcome);
}

Task<Result<Reply>> run(SharedPtr shared, Call call)
{
    const core::SteadyTime started = shared->options.clock->steady();
    CallRecord record = startRecord(*shared, call);
    Result<Reply> outcome = std::unexpected(unavailable("full"_L1, u"too many calls under way"_s));
    if (const Result<void> fit = checkCall(call); !fit) {
        outcome = std::unexpected(fit.error());
    } else if (shared->inFlight < shared->options.maxInFlight) {
        shared->options.breakers->at(call.upstream).countCall();
        shared->metrics.inFlight(++shared->inFlight);
        outcome = co_await tryUntilDone(shared, &call, &record);
        shared->metrics.inFlight(--shared->inFlight);
    }
    record.elapsed = std::chrono::duration_cast<core::milliseconds>(shared->options.clock->steady() - started);
    if (outcome) {
        outcome->elapsed = record.elapsed;
        outcome->tries = record.tries;
    }
    finish(*shared, record, outcome);
    co_return outcome;
}

class CurlClient final : public Client
{
public:
    explicit CurlClient(ClientOptions options) : m_shared(std::make_shared<Shared>(std::move(options))) { }
    ~CurlClient() override { close(); }

    Task<Result<Reply>> send(Call call) override { return run(m_shared, std::move(call)); }
    void close() override { m_shared->stop.cancel(); }

private:
    SharedPtr m_shared;
};

bool isCurlUsable()
{
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);
    return initialised == CURLE_OK && (info->features & CURL_VERSION_ASYNCHDNS) != 0;
}

} // namespace

Result<std::unique_ptr<Client>> makeClient(ClientOptions options)
{
    if (!isCurlUsable())
        return fail(ErrorCode::Configuration, PublicText(u"libcurl has no asynchronous resolver"_s));
    if (!options.breakers)
        options.breakers = std::make_shared<BreakerBoard>(*options.clock);
    return std::make_unique<CurlClient>(std::move(options));
}

} // namespace signalbox::upstream
