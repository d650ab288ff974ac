#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/http/message.h"
#include "backend/sandbox/weather.h"

#include <QJsonValue>

namespace signalbox::sandbox {

/// What the stand-ins of one thread share. Faults and delays can be switched off for tests.
struct World
{
    explicit World(const core::Clock &time, quint32 seed = 1) : clock(&time), weather(seed) { }

    const core::Clock *clock;
    Weather weather;
    bool fairWeather = false; ///< no delay, no fault
    quint64 orders = 0;
    QHash<QByteArray, QByteArray> placed = {}; ///< MealMe's draft and placed orders, at most kMaxOrders
};
using WorldPtr = std::shared_ptr<World>;

inline constexpr qsizetype kMaxOrders = 10000;

/// The plain manners of an outside party: JSON errors, no CORS, no request id.
class StandInOwner final : public http::Owner
{
public:
    QByteArray name() const override { return "sandbox"; }
    QByteArray requestId(const http::RequestHead &head, core::WallTime now) const override;
    http::Response refuse(http::Refusal refusal, const http::RequestHead &head, const QByteArray &requestId,
                          const QString &reason) const override;
    void decorate(const http::RequestHead &head, const QByteArray &requestId, http::Response &response) const override;
    http::Response preflight(const http::RequestHead &head) const override;
};

/// Waits as the weather has it, then answers: the fault of the day, or what `answer` makes of the request.
using Answer = std::function<http::Response(World &, const http::RequestContext &)>;
http::Handler weathered(WorldPtr world, QByteArray party, Answer answer);
/// The same for a party with its own words for a fault (never None or Hang).
using FaultAnswer = std::function<http::Response(World &, const http::RequestContext &, Fault)>;
http::Handler weathered(WorldPtr world, QByteArray party, Answer answer, FaultAnswer failing);

http::Response json(int status, const QJsonValue &body);

/// The decoded value of a query parameter; empty when absent.
QString parameter(const http::RequestContext &request, QByteArrayView name);

/// The four providers' stand-ins on their real wire formats, all on one listener: their paths do not overlap.
http::Routes krogerRoutes(WorldPtr world, const http::Owner &owner);
http::Routes walmartRoutes(WorldPtr world, const http::Owner &owner);
http::Routes mealMeRoutes(WorldPtr world, const http::Owner &owner);
http::Routes instacartRoutes(WorldPtr world, const http::Owner &owner);

} // namespace signalbox::sandbox
