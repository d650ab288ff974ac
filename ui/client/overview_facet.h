#pragma once

#include "backend/operator/protocol/alerts.h"
#include "backend/operator/protocol/overview_document.h"
#include "backend/operator/protocol/traffic.h"
#include "ui/client/link.h"

namespace signalbox::client {

/// A place in the console: a page and the filter that it is opened with.
struct Place
{
    QByteArray page;
    QString filter;
    bool operator==(const Place &) const = default;
};

/// One thing that is not as it should be, and where to look.
struct Trouble
{
    QString text; ///< a sentence in the present language
    protocol::State state = protocol::State::Degraded;
    Place place;
};

/// Where the console shows what a verdict is about.
Place placeOf(const protocol::WorstItem &item);

/// The worst things of the document, the worst first: the verdict, then failing services, open breakers, full queues
/// and what waits for a person. Nothing is told twice.
std::vector<Trouble> worstThings(const protocol::Overview &overview, std::size_t most = 3);

/// The landing view's document: read when the link comes up, then as the gateway sends it. Always followed, because
/// the window's band and the tray show its state. The lists beside it (operations, alerts) are read while followed.
class OverviewFacet : public QObject
{
    Q_OBJECT

public:
    explicit OverviewFacet(Link &link);

    /// The last document; none before the first.
    const std::optional<protocol::Overview> &overview() const { return m_overview; }
    /// Reads it now.
    void read();

    /// Reads operations and alerts now and every 10 s while the subscription lives.
    Subscription followLists();
    /// The operations of the last minute, the busiest first; none before the first answer.
    const std::optional<protocol::TrafficOperations> &operations() const { return m_operations; }
    /// The alerts that fire; none while it is not known whether there are any (a gateway without alerts, no answer).
    const std::optional<std::vector<protocol::Alert>> &alerts() const { return m_alerts; }

Q_SIGNALS:
    void changed();
    void listsChanged();
    void failed(const signalbox::Error &error);

private:
    void take(Result<protocol::Overview> overview);
    void readLists();

    Link &m_link;
    Subscription m_topic;
    std::optional<protocol::Overview> m_overview;
    std::optional<protocol::TrafficOperations> m_operations;
    std::optional<std::vector<protocol::Alert>> m_alerts;
    std::weak_ptr<void> m_lists;
    QTimer m_turn;
};

} // namespace signalbox::client
