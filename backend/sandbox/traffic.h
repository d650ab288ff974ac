#pragma once

#include "backend/platform/core/cancel.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/core/task.h"

#include <QByteArray>
#include <QUrl>

#include <random>

namespace signalbox::upstream {
class Client;
}

namespace signalbox::sandbox {

/// How much the generator asks for.
struct TrafficPlan
{
    QUrl gateway; ///< loopback address of the gateway
    double ordersPerSecond = 6; ///< mean; the rate swells and ebbs by half around it every 4 minutes
    int maxInFlight = 64; ///< beyond it an order is left out, so that a slow gateway is not buried
    quint32 seed = 7;
};

/// Invented shoppers: they route carts, some confirm, some cancel, a few send nonsense, and somebody asks for the
/// health now and then. Runs on the calling thread's event loop until the token is cancelled.
class Traffic
{
public:
    Traffic(upstream::Client &client, TrafficPlan plan, CancelToken stop);

    /// Ends when the token is cancelled and the last order is answered.
    Task<void> run();

    /// One shopper's cart as a route_order body.
    QByteArray cart();

private:
    Task<void> shop();
    Task<QByteArray> post(QByteArray function, QByteArray body);
    double share();

    upstream::Client &m_client;
    TrafficPlan m_plan;
    CancelToken m_stop;
    std::mt19937 m_random;
    int m_inFlight = 0;
};

} // namespace signalbox::sandbox
