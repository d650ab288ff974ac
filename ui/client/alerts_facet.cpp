#include "ui/client/alerts_facet.h"

#include "backend/operator/protocol/stream_event.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

constexpr int kMostAlive = 500;
constexpr std::size_t kFloodSize = 10;
constexpr std::chrono::minutes kFloodWindow{10};
/// The console's clock is not exactly the gateway's.
constexpr std::chrono::milliseconds kShelfSlack = 500ms;

QString pathOf(const QString &id, QLatin1StringView act)
{
    return u"alerts/"_s + id + u'/' + act;
}

} // namespace

Standing standingOf(const protocol::Alert &alert, core::WallTime now)
{
    if (alert.state == protocol::AlertState::Resolved)
        return Standing::Resolved;
    if (alert.shelvedUntil && *alert.shelvedUntil > now)
        return Standing::Shelved;
    if (alert.state == protocol::AlertState::Pending)
        return Standing::Pending;
    return alert.ackedBy ? Standing::Acknowledged : Standing::Calling;
}

AlertsFacet::AlertsFacet(Link &link)
    : m_link(link)
    , m_topic(link.subscribe(protocol::kTopicAlerts))
{
    m_shelfEnd.setSingleShot(true);
    connect(&m_shelfEnd, &QTimer::timeout, this, &AlertsFacet::changed);
    connect(&m_shelfEnd, &QTimer::timeout, this, &AlertsFacet::watchShelves);
    connect(&link, &Link::reset, this, [this] {
        // The gateway may have started anew since, with another clock.
        m_newsAt = {};
        read();
    });
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic != protocol::kTopicAlerts)
            return;
        if (const auto news = protocol::fromJson<protocol::AlertNews>(data))
            take(*news);
    });
}

core::WallTime AlertsFacet::now() const
{
    return core::systemClock().wall() + m_ahead;
}

void AlertsFacet::read()
{
    alerts(this, {.filter = u"-state:resolved"_s, .sort = {}, .limit = kMostAlive, .cursor = {}},
           [this](const Result<protocol::Page<protocol::Alert>> &page) {
               if (page)
                   takeAll(*page);
           });
}

void AlertsFacet::takeAll(const protocol::Page<protocol::Alert> &page)
{
    // The answer was made before the last news: it would take that back.
    if (page.at < m_newsAt)
        return read();
    m_ahead = page.at - core::systemClock().wall();
    std::map<QString, protocol::Alert> alive;
    std::vector<protocol::Alert> fresh;
    for (const protocol::Alert &alert : page.items) {
        const auto before = m_alive.find(alert.id);
        const bool fired = before != m_alive.end() && before->second.state == protocol::AlertState::Firing;
        if (m_isKnown && !fired && standingOf(alert, page.at) == Standing::Calling)
            fresh.push_back(alert);
        alive.insert_or_assign(alert.id, alert);
    }
    m_alive = std::move(alive);
    m_isKnown = true;
    watchShelves();
    Q_EMIT changed();
    if (!fresh.empty())
        Q_EMIT fired(fresh);
}

void AlertsFacet::take(const protocol::AlertNews &news)
{
    m_ahead = news.at - core::systemClock().wall();
    m_newsAt = news.at;
    m_flooded = news.flood ? std::optional(news.at) : std::nullopt;
    std::vector<protocol::Alert> fresh;
    for (const protocol::Alert &alert : news.changed) {
        const auto before = m_alive.find(alert.id);
        const bool fired = before != m_alive.end() && before->second.state == protocol::AlertState::Firing;
        if (!fired && standingOf(alert, news.at) == Standing::Calling)
            fresh.push_back(alert);
        if (alert.state == protocol::AlertState::Resolved)
            m_alive.erase(alert.id);
        else
            m_alive.insert_or_assign(alert.id, alert);
    }
    watchShelves();
    Q_EMIT changed();
    if (!fresh.empty())
        Q_EMIT fired(fresh);
}

/// The gateway says nothing when the time of a shelf is up.
void AlertsFacet::watchShelves()
{
    std::optional<core::WallTime> next;
    for (const auto &[id, alert] : m_alive) {
        if (alert.shelvedUntil && *alert.shelvedUntil > now() && (!next || *alert.shelvedUntil < *next))
            next = alert.shelvedUntil;
    }
    if (next)
        m_shelfEnd.start(*next - now() + kShelfSlack);
    else
        m_shelfEnd.stop();
}

std::vector<protocol::Alert> AlertsFacet::calling() const
{
    std::vector<protocol::Alert> alerts;
    for (const auto &[id, alert] : m_alive) {
        if (standingOf(alert, now()) == Standing::Calling)
            alerts.push_back(alert);
    }
    std::ranges::sort(alerts, {},
                      [](const protocol::Alert &alert) { return std::tuple(alert.severity, alert.since, alert.id); });
    return alerts;
}

std::vector<protocol::Alert> AlertsFacet::firedLately() const
{
    std::vector<protocol::Alert> alerts;
    for (const auto &[id, alert] : m_alive) {
        if (alert.firedAt && *alert.firedAt + kFloodWindow > now())
            alerts.push_back(alert);
    }
    return alerts;
}

bool AlertsFacet::isFlood() const
{
    return firedLately().size() > kFloodSize || (m_flooded && *m_flooded + kFloodWindow > now());
}

Call AlertsFacet::alerts(QObject *context, const ListQuery &query,
                         std::function<void(Result<protocol::Page<protocol::Alert>>)> done)
{
    return m_link.get(context, u"alerts"_s, query.toQuery(), decoded<protocol::Page<protocol::Alert>>(std::move(done)));
}

Call AlertsFacet::acknowledge(QObject *context, const QString &id, const QString &reason,
                              std::function<void(Result<protocol::AlertAnswer>)> done)
{
    return m_link.act(context, pathOf(id, "ack"_L1), protocol::toJson(protocol::AckRequest{reason}),
                      decoded<protocol::AlertAnswer>(std::move(done)));
}

void AlertsFacet::acknowledgeWorst(const QString &reason)
{
    const std::vector<protocol::Alert> alerts = calling();
    if (alerts.empty())
        return;
    acknowledge(this, alerts.front().id, reason, [this](const Result<protocol::AlertAnswer> &answer) {
        if (answer)
            Q_EMIT acknowledged(answer->alert);
        else
            Q_EMIT failed(answer.error());
    });
}

Call AlertsFacet::shelve(QObject *context, const QString &id, int minutes, const QString &reason,
                         std::function<void(Result<protocol::AlertAnswer>)> done)
{
    return m_link.act(context, pathOf(id, "shelve"_L1), protocol::toJson(protocol::ShelveRequest{minutes, reason}),
                      decoded<protocol::AlertAnswer>(std::move(done)));
}

} // namespace signalbox::client
