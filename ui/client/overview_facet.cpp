#include "ui/client/overview_facet.h"

#include "backend/operator/protocol/stream_event.h"
#include "ui/client/decoded.h"
#include "ui/client/wire_text.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

constexpr std::chrono::milliseconds kListsTurn = 10s;
constexpr int kMostAlerts = 10;
constexpr auto kFailingRequests = " status>499"_L1;
constexpr auto kStoreSettings = "key~\"DATABASE|DB_\""_L1;

/// Collects troubles without telling of one thing twice.
class Troubles
{
public:
    explicit Troubles(std::size_t most) : m_most(most) { }

    void add(Trouble trouble)
    {
        const auto same = [&trouble](const Trouble &known) { return known.place == trouble.place; };
        if (m_found.size() < m_most && std::ranges::none_of(m_found, same))
            m_found.push_back(std::move(trouble));
    }
    std::vector<Trouble> take() { return std::move(m_found); }

private:
    std::size_t m_most;
    std::vector<Trouble> m_found;
};

QString percent(double share)
{
    return QLocale().toString(share * 100, 'f', 1) + u" %"_s;
}

void addServices(const protocol::Overview &overview, protocol::State state, Troubles &troubles)
{
    for (const protocol::ServiceRed &service : overview.services) {
        if (service.state != state)
            continue;
        const QString text = state == protocol::State::Down
            ? OverviewFacet::tr("%1 is down: %2 of its requests fail.")
            : OverviewFacet::tr("%1 is degraded: %2 of its requests fail.");
        troubles.add({text.arg(service.service, percent(service.error5xx.value_or(0))), state,
                      placeOf({u"service"_s, service.service})});
    }
}

} // namespace

Place placeOf(const protocol::WorstItem &item)
{
    if (item.kind == "provider"_L1 || item.kind == "breaker"_L1)
        return {"providers", item.id.isEmpty() ? QString() : QString(u"chosen:"_s + item.id)};
    if (item.kind == "service"_L1)
        return {"traffic", u"service:"_s + item.id + kFailingRequests};
    if (item.kind == "workers"_L1)
        return {"settings", u"key:SIGNALBOX_WORKERS"_s};
    if (item.kind == "bodyMemory"_L1)
        return {"settings", u"key:SIGNALBOX_MAX_BODY_MEMORY"_s};
    if (item.kind == "check"_L1 && item.id == "draining"_L1)
        return {"settings", u"key:SIGNALBOX_DRAIN_SECONDS"_s};
    if (item.kind == "store"_L1 || item.kind == "queue"_L1 || item.kind == "check"_L1)
        return {"settings", kStoreSettings};
    return {"overview", {}};
}

std::vector<Trouble> worstThings(const protocol::Overview &overview, std::size_t most)
{
    Troubles troubles(most);
    const protocol::Verdict &verdict = overview.verdict;
    if (verdict.worst)
        troubles.add({verdictText(verdict), verdict.state, placeOf(*verdict.worst)});
    addServices(overview, protocol::State::Down, troubles);
    addServices(overview, protocol::State::Degraded, troubles);
    for (const QString &breaker : overview.saturation.openBreakers)
        troubles.add({OverviewFacet::tr("The breaker of %1 is open.").arg(breaker), protocol::State::Degraded,
                      placeOf({u"breaker"_s, breaker})});
    for (const protocol::WaitingItem &item : overview.waiting.items)
        troubles.add({OverviewFacet::tr("Waiting: %1").arg(item.title), protocol::State::Well, {item.kind == "alert"_L1 ? "alerts"_ba : "approvals"_ba, u"id:"_s + item.id}});
    return troubles.take();
}

OverviewFacet::OverviewFacet(Link &link) : m_link(link), m_topic(link.subscribe(protocol::kTopicHealth))
{
    connect(&link, &Link::reset, this, &OverviewFacet::read);
    connect(&link, &Link::reset, this, &OverviewFacet::readLists);
    connect(&m_turn, &QTimer::timeout, this, &OverviewFacet::readLists);
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic == protocol::kTopicHealth)
            take(protocol::fromJson<protocol::Overview>(data));
    });
}

void OverviewFacet::read()
{
    m_link.get(this, u"overview"_s, {}, decoded<protocol::Overview>([this](Result<protocol::Overview> overview) {
        take(std::move(overview));
    }));
}

void OverviewFacet::take(Result<protocol::Overview> overview)
{
    if (!overview) {
        Q_EMIT failed(overview.error());
        return;
    }
    m_overview = std::move(*overview);
    Q_EMIT changed();
}

Subscription OverviewFacet::followLists()
{
    Subscription followed = std::make_shared<int>(0);
    m_lists = followed;
    m_turn.start(kListsTurn);
    readLists();
    return followed;
}

void OverviewFacet::readLists()
{
    if (m_lists.expired())
        return m_turn.stop();
    m_link.get(this, u"traffic/operations"_s, {},
               decoded<protocol::TrafficOperations>([this](Result<protocol::TrafficOperations> operations) {
                   if (!operations)
                       return;
                   m_operations = std::move(*operations);
                   Q_EMIT listsChanged();
               }));
    const ListQuery firing {.filter = u"state:firing"_s, .sort = {}, .limit = kMostAlerts, .cursor = {}};
    m_link.get(this, u"alerts"_s, firing.toQuery(),
               decoded<protocol::Page<protocol::Alert>>([this](Result<protocol::Page<protocol::Alert>> alerts) {
                   // Only an answer says that nothing fires. What was known stays while the link is down.
                   if (alerts)
                       m_alerts = std::move(alerts->items);
                   Q_EMIT listsChanged();
               }));
}

} // namespace signalbox::client
