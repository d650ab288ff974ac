#include "backend/platform/http/pipeline.h"

namespace signalbox::http {

Pipeline::Pipeline(const std::vector<Stage> &stages)
{
    for (const Stage &stage : stages) {
        m_order.push_back(stage.name);
        if (stage.onHead)
            m_head.push_back({stage.always, stage.onHead});
        if (stage.onAnswer)
            m_answer.push_back(stage.onAnswer);
        if (stage.onExchange)
            m_exchange.push_back(stage.onExchange);
    }
}

void Pipeline::admit(HeadStep &step) const
{
    for (const HeadStage &stage : m_head) {
        if (stage.always || !step.verdict)
            stage.run(step);
    }
}

void Pipeline::finish(AnswerStep &step) const
{
    for (const auto &run : m_answer)
        run(step);
}

void Pipeline::report(const Exchange &exchange) const
{
    for (const auto &run : m_exchange)
        run(exchange);
}

} // namespace signalbox::http
