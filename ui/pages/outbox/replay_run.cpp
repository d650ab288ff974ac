#include "ui/pages/outbox/replay_run.h"

#include "ui/client/levers_facet.h"
#include "ui/kit/error_text.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

ReplayRun::ReplayRun(client::OutboxFacet &outbox, QObject *parent) : QObject(parent), m_outbox(outbox) { }

void ReplayRun::start(const std::vector<protocol::OutboxItem> &items, const QString &reason)
{
    if (m_running)
        return;
    m_items = items;
    m_reason = reason;
    m_outcomes.clear();
    m_running = true;
    m_cancelled = false;
    next();
}

void ReplayRun::cancel()
{
    m_cancelled = true;
}

void ReplayRun::next()
{
    if (m_cancelled || m_outcomes.size() == m_items.size()) {
        m_running = false;
        Q_EMIT finished();
        return;
    }
    const protocol::OutboxItem &item = m_items[m_outcomes.size()];
    m_outbox.replay(this, item.id, m_reason, [this](const Result<protocol::ReplayAnswer> &answer) {
        Outcome outcome {.item = m_items[m_outcomes.size()], .problem = {}};
        if (answer)
            outcome.item = answer->item;
        else if (client::refusalOf(answer.error()).code == "delivered"_L1)
            outcome.problem = tr("It was delivered meanwhile.");
        else
            outcome.problem = kit::errorText(answer.error());
        m_outcomes.push_back(std::move(outcome));
        Q_EMIT progressed();
        next();
    });
}

} // namespace signalbox::pages
