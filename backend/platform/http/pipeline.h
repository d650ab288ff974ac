#pragma once

#include "backend/platform/http/exchange.h"
#include "backend/platform/http/router.h"

#include <functional>
#include <optional>
#include <vector>

namespace signalbox::http {

/// Why the pipeline ends a request before its handler.
struct Verdict
{
    Refusal refusal = Refusal::BadRequest;
    QString reason = {}; ///< a public sentence, may be empty
    Headers headers = {}; ///< set on the refusal (`Allow`, `Retry-After`)
    std::optional<Response> response = {}; ///< instead of a refusal: the answer to a preflight
};

/// A request whose head is whole, on its way through the stages.
struct HeadStep
{
    RequestContext &request;
    const Match &match;
    const settings::Snapshot &settings;
    std::optional<qint64> contentLength = {}; ///< as declared
    int inFlight = 0; ///< requests of this route under way on this worker
    Headers answerHeaders = {}; ///< set on the answer whatever its status
    std::optional<Verdict> verdict = {}; ///< set: the request is refused; only stages that always run follow
};

/// An answer before it is written.
struct AnswerStep
{
    RequestContext &request;
    const Owner *owner = nullptr; ///< null when no target could be read
    Response &response;
};

/// One named step of every request's way. Each of the functions may be empty. A stage belongs to one worker and may
/// keep state without locks.
struct Stage
{
    QByteArray name;
    bool always = false; ///< onHead also runs for a request that is refused already
    std::function<void(HeadStep &)> onHead = {};
    std::function<void(AnswerStep &)> onAnswer = {};
    ExchangeObserver onExchange = {};
};

/// The stages of one listener on one worker, in the order of runtime/pipeline_order.cpp, compiled into three lists.
/// Heads and answers pass in that order; what was exchanged is told in that order after the answer was written.
class Pipeline
{
public:
    Pipeline() = default;
    explicit Pipeline(const std::vector<Stage> &stages);

    void admit(HeadStep &step) const;
    void finish(AnswerStep &step) const;
    void report(const Exchange &exchange) const;
    /// The names in order, for the console and the log.
    const std::vector<QByteArray> &order() const { return m_order; }

private:
    struct HeadStage
    {
        bool always = false;
        std::function<void(HeadStep &)> run;
    };
    std::vector<QByteArray> m_order;
    std::vector<HeadStage> m_head;
    std::vector<std::function<void(AnswerStep &)>> m_answer;
    std::vector<ExchangeObserver> m_exchange;
};

} // namespace signalbox::http
