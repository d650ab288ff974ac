#include "ui/client/outbox_facet.h"

#include "backend/operator/protocol/approval_detail.h"
#include "backend/operator/protocol/stream_event.h"
#include "ui/client/levers_facet.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

QString replayOf(const QString &id)
{
    return u"outbox/%1/replay"_s.arg(id);
}

} // namespace

OutboxFacet::OutboxFacet(Link &link) : m_link(link), m_topic(link.subscribe(protocol::kTopicApprovals))
{
    connect(&link, &Link::reset, this, &OutboxFacet::read);
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic != protocol::kTopicApprovals)
            return;
        const auto news = protocol::fromJson<protocol::ApprovalNews>(data);
        if (!news)
            return;
        m_ahead = news->at - core::systemClock().wall();
        const bool isOther = m_dead != news->dead || m_undelivered != news->undelivered;
        m_dead = news->dead;
        m_undelivered = news->undelivered;
        if (isOther)
            Q_EMIT changed();
    });
}

core::WallTime OutboxFacet::now() const
{
    return core::systemClock().wall() + m_ahead;
}

void OutboxFacet::read()
{
    targets(this, [this](const Result<protocol::OutboxTargets> &answer) {
        if (!answer && isNotConfigured(answer.error()) && std::exchange(m_dead, 0) != 0)
            Q_EMIT changed();
    });
}

void OutboxFacet::take(const protocol::OutboxTargets &targets)
{
    m_ahead = targets.at - core::systemClock().wall();
    int dead = 0;
    for (const protocol::OutboxTarget &target : targets.items)
        dead += target.dead;
    if (std::exchange(m_dead, dead) != dead)
        Q_EMIT changed();
}

Call OutboxFacet::items(QObject *context, const ListQuery &query, bool delivered,
                        std::function<void(Result<protocol::Page<protocol::OutboxItem>>)> done)
{
    QUrlQuery asked = query.toQuery();
    if (delivered)
        asked.addQueryItem(u"delivered"_s, u"true"_s);
    return m_link.get(context, u"outbox"_s, asked, decoded<protocol::Page<protocol::OutboxItem>>(std::move(done)));
}

Call OutboxFacet::targets(QObject *context, std::function<void(Result<protocol::OutboxTargets>)> done)
{
    const auto taken = [this, self = QPointer(this), done = std::move(done)](const Result<protocol::OutboxTargets> &answer) {
        if (self && answer)
            take(*answer);
        done(answer);
    };
    return m_link.get(context, u"outbox/targets"_s, {}, decoded<protocol::OutboxTargets>(taken));
}

Call OutboxFacet::preview(QObject *context, const QString &id,
                          std::function<void(Result<protocol::ReplayAnswer>)> done)
{
    return m_link.compute(context, replayOf(id), protocol::toJson(protocol::ReplayRequest {.reason = {}, .preview = true}),
                          decoded<protocol::ReplayAnswer>(std::move(done)));
}

Call OutboxFacet::replay(QObject *context, const QString &id, const QString &reason,
                         std::function<void(Result<protocol::ReplayAnswer>)> done)
{
    return m_link.act(context, replayOf(id), protocol::toJson(protocol::ReplayRequest {.reason = reason, .preview = false}),
                      decoded<protocol::ReplayAnswer>(std::move(done)));
}

bool OutboxFacet::isNotConfigured(const Error &error)
{
    return refusalOf(error).code == "not_configured"_L1;
}

} // namespace signalbox::client
