#include "ui/client/approvals_facet.h"

#include "backend/operator/protocol/stream_event.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

/// Open ones stand first in the list as it is, which costs the gateway least.
constexpr int kMostOpen = 200;
/// Candidates come in bursts; the list is read once for one.
constexpr std::chrono::milliseconds kTurn = 2s;

QString pathOf(const QString &id)
{
    return u"approvals/candidate/"_s + id;
}

} // namespace

ApprovalsFacet::ApprovalsFacet(Link &link)
    : m_link(link)
    , m_topic(link.subscribe(protocol::kTopicApprovals))
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ApprovalsFacet::read);
    connect(&link, &Link::reset, this, &ApprovalsFacet::read);
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic != protocol::kTopicApprovals)
            return;
        const auto news = protocol::fromJson<protocol::ApprovalNews>(data);
        if (!news)
            return;
        m_ahead = news->at - core::systemClock().wall();
        m_openCount = news->open;
        if (!m_soon.isActive())
            m_soon.start(kTurn);
        Q_EMIT happened(*news);
    });
}

core::WallTime ApprovalsFacet::now() const
{
    return core::systemClock().wall() + m_ahead;
}

std::optional<int> ApprovalsFacet::waiting() const
{
    if (!m_isListed)
        return m_openCount;
    return int(m_mine.size());
}

Subscription ApprovalsFacet::watch()
{
    Subscription watched = m_watched.lock();
    if (!watched) {
        watched = std::make_shared<char>();
        m_watched = watched;
    }
    return watched;
}

void ApprovalsFacet::read()
{
    if (std::exchange(m_isReading, true)) {
        m_soon.start(kTurn);
        return;
    }
    approvals(this, {.filter = {}, .sort = {}, .limit = kMostOpen, .cursor = {}},
              [this](const Result<protocol::Page<protocol::ApprovalRow>> &page) {
                  m_isReading = false;
                  if (page)
                      take(*page);
              });
}

void ApprovalsFacet::take(const protocol::Page<protocol::ApprovalRow> &page)
{
    m_ahead = page.at - core::systemClock().wall();
    QSet<QString> mine;
    std::vector<protocol::ApprovalRow> fresh;
    for (const protocol::ApprovalRow &row : page.items) {
        if (!row.mayDecide)
            continue;
        if (m_isListed && !m_mine.contains(row.id))
            fresh.push_back(row);
        mine.insert(row.id);
    }
    m_mine = std::move(mine);
    m_isListed = true;
    Q_EMIT changed();
    if (!fresh.empty())
        Q_EMIT arrived(fresh);
}

Call ApprovalsFacet::approvals(QObject *context, const ListQuery &query,
                               std::function<void(Result<protocol::Page<protocol::ApprovalRow>>)> done)
{
    return m_link.get(context, u"approvals"_s, query.toQuery(),
                      decoded<protocol::Page<protocol::ApprovalRow>>(std::move(done)));
}

Call ApprovalsFacet::approval(QObject *context, const QString &id,
                              std::function<void(Result<protocol::ApprovalDetail>)> done)
{
    return m_link.get(context, pathOf(id), {}, decoded<protocol::ApprovalDetail>(std::move(done)));
}

Call ApprovalsFacet::decide(QObject *context, const QString &id, const protocol::DecideRequest &request,
                            std::function<void(Result<protocol::DecideAnswer>)> done)
{
    return m_link.act(context, pathOf(id) + u"/decide"_s, protocol::toJson(request),
                      decoded<protocol::DecideAnswer>(std::move(done)));
}

} // namespace signalbox::client
