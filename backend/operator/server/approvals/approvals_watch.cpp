#include "backend/operator/server/approvals/approvals_watch.h"

#include "backend/platform/log/log.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ApprovalsWatch::ApprovalsWatch(ApprovalsPort *port, EventHub &hub, QObject *parent)
    : QObject(parent), m_port(port), m_hub(hub)
{
    connect(&m_everySecond, &QTimer::timeout, this, [this] {
        if (!m_isLooking)
            look(this);
    });
}

void ApprovalsWatch::start()
{
    if (!m_port)
        return;
    m_everySecond.start(1s);
    look(this);
}

Task<void> ApprovalsWatch::look(QPointer<ApprovalsWatch> self)
{
    self->m_isLooking = true;
    const auto news = co_await self->m_port->look();
    if (!self)
        co_return;
    self->m_isLooking = false;
    if (!news && !self->m_failing)
        log::warn("operator", u"approvals.unreadable"_s, {{"problem", news.error().text.text()}});
    self->m_failing = !news;
    // Told without readers as well: one that comes back asks for what it missed.
    if (news && *news)
        self->m_hub.publish(protocol::kTopicApprovals, protocol::toJson(**news));
}

} // namespace signalbox::server
