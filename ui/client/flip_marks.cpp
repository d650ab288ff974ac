#include "ui/client/flip_marks.h"

#include "backend/operator/protocol/stream_event.h"
#include "ui/client/act_words.h"
#include "ui/client/alert_text.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

constexpr std::size_t kMostMarks = 200; ///< of each sort

QString textOf(const protocol::Revision &revision)
{
    return u"%1: %2 (%3)"_s.arg(revision.number).arg(SettingWords::changes(revision.changes), revision.actor);
}

} // namespace

FlipMarks::FlipMarks(Link &link, LeversFacet &levers, SessionFacet &session)
    : m_link(link), m_levers(levers), m_session(session)
{
    connect(&levers, &LeversFacet::outdated, this, &FlipMarks::readRevisions);
    connect(&levers, &LeversFacet::happened, this, [this](const protocol::RevisionEvent &event) {
        if (!m_revisionTopic || !event.revision)
            return;
        add(*event.revision);
        Q_EMIT changed();
    });
    connect(&link, &Link::reset, this, &FlipMarks::readAlerts);
    connect(&link, &Link::reset, this, &FlipMarks::readBreakers);
    connect(&link, &Link::topicArrived, this, &FlipMarks::take);
    connect(&session, &SessionFacet::changed, this, &FlipMarks::changed);
}

void FlipMarks::take(const QByteArray &topic, const QJsonObject &data)
{
    if (m_alertTopic && topic == protocol::kTopicAlerts) {
        const auto news = protocol::fromJson<protocol::AlertNews>(data);
        for (const protocol::Alert &alert : news ? news->changed : std::vector<protocol::Alert>())
            add(alert);
    } else if (m_auditTopic && topic == protocol::kTopicAudit) {
        if (const auto entry = protocol::fromJson<protocol::AuditEntry>(data))
            add(*entry);
    } else {
        return;
    }
    Q_EMIT changed();
}

void FlipMarks::start()
{
    if (m_revisionTopic)
        return;
    m_revisionTopic = m_levers.follow();
    m_alertTopic = m_link.subscribe(protocol::kTopicAlerts);
    m_auditTopic = m_link.subscribe(protocol::kTopicAudit);
    readAlerts();
    readBreakers();
}

void FlipMarks::readRevisions()
{
    if (!m_revisionTopic)
        return;
    m_levers.revisions(this, {.filter = {}, .sort = {}, .limit = int(kMostMarks), .cursor = {}},
                       [this](const Result<protocol::Page<protocol::Revision>> &page) {
                           if (!page)
                               return;
                           m_flips.clear();
                           for (auto it = page->items.rbegin(); it != page->items.rend(); ++it)
                               add(*it);
                           Q_EMIT changed();
                       });
}

void FlipMarks::readAlerts()
{
    if (!m_alertTopic)
        return;
    const ListQuery query {.filter = {}, .sort = {}, .limit = int(kMostMarks), .cursor = {}};
    m_link.get(this, u"alerts"_s, query.toQuery(),
               decoded<protocol::Page<protocol::Alert>>([this](const Result<protocol::Page<protocol::Alert>> &page) {
                   if (!page)
                       return;
                   for (const protocol::Alert &alert : page->items)
                       add(alert);
                   Q_EMIT changed();
               }));
}

void FlipMarks::readBreakers()
{
    if (!m_auditTopic)
        return;
    const ListQuery query {.filter = u"act~/breakers/ outcome:done"_s, .sort = {}, .limit = int(kMostMarks), .cursor = {}};
    m_link.get(this, u"audit"_s, query.toQuery(),
               decoded<protocol::Page<protocol::AuditEntry>>([this](const Result<protocol::Page<protocol::AuditEntry>> &page) {
                   if (!page)
                       return;
                   for (const protocol::AuditEntry &entry : page->items)
                       add(entry);
                   Q_EMIT changed();
               }));
}

void FlipMarks::add(const protocol::AuditEntry &entry)
{
    if (entry.outcome != protocol::ActOutcome::Done || !entry.act.contains("/breakers/"_L1))
        return;
    m_breakers[entry.id] = {core::epochMs(entry.at), tr("Breaker of %1: %2 (%3)").arg(entry.target, entry.after, entry.actor), TimeMark::Kind::Flip};
    if (m_breakers.size() > kMostMarks)
        m_breakers.erase(std::ranges::min_element(m_breakers, {}, [](const auto &one) { return one.second.at; }));
}

void FlipMarks::add(const protocol::Revision &revision)
{
    if (m_flips.size() == kMostMarks)
        m_flips.erase(m_flips.begin());
    m_flips.push_back({core::epochMs(revision.at), textOf(revision), TimeMark::Kind::Flip});
}

void FlipMarks::add(const protocol::Alert &alert)
{
    // One that only might have become an alert explains nothing.
    if (!alert.firedAt)
        return;
    m_alerts[{alert.id, core::epochMs(*alert.firedAt)}] = alert;
    if (m_alerts.size() > kMostMarks) {
        const auto oldest = std::ranges::min_element(m_alerts, {}, [](const auto &entry) { return entry.first.second; });
        m_alerts.erase(oldest);
    }
}

std::vector<TimeMark> FlipMarks::marks() const
{
    std::vector<TimeMark> marks = m_flips;
    if (const protocol::Me &me = m_session.me(); !me.name.isEmpty())
        marks.push_back({core::epochMs(me.gateway.startedAt), tr("The gateway started, version %1").arg(me.gateway.version),
                         TimeMark::Kind::Start});
    for (const auto &[id, mark] : m_breakers)
        marks.push_back(mark);
    for (const auto &[key, alert] : m_alerts) {
        marks.push_back({key.second, alertSentence(alert), TimeMark::Kind::AlertBegan});
        if (alert.resolvedAt)
            marks.push_back({core::epochMs(*alert.resolvedAt), tr("Over: %1").arg(alertSentence(alert)), TimeMark::Kind::AlertEnded});
    }
    std::ranges::sort(marks, [](const TimeMark &one, const TimeMark &other) {
        return std::tie(one.at, one.text) < std::tie(other.at, other.text);
    });
    return marks;
}

} // namespace signalbox::client
