#include "backend/sandbox/stand_in.h"

#include "backend/platform/core/sleep.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kHangTime {90};

http::Response plainFailure(World &, const http::RequestContext &, Fault fault)
{
    if (fault == Fault::Unauthorized)
        return json(401, QJsonObject {{u"error"_s, u"unauthorized"_s}});
    if (fault == Fault::ServerError)
        return json(503, QJsonObject {{u"error"_s, u"temporarily unavailable"_s}});
    http::Response response = json(429, QJsonObject {{u"error"_s, u"too many requests"_s}});
    response.headers.add("Retry-After", "1");
    return response;
}

/// What a party says in good and in bad weather.
struct Manners
{
    QByteArray party;
    Answer answer;
    FaultAnswer failing;
};

Task<http::Response> answerLater(WorldPtr world, Manners manners, http::RequestPtr request)
{
    if (world->fairWeather)
        co_return manners.answer(*world, *request);
    const Fate fate = world->weather.next(manners.party, world->clock->wall());
    const bool hangs = fate.fault == Fault::Hang;
    co_await core::sleepFor(hangs ? core::milliseconds(kHangTime) : fate.delay, request->cancel);
    if (hangs || fate.fault == Fault::None)
        co_return manners.answer(*world, *request);
    co_return manners.failing(*world, *request, fate.fault);
}

} // namespace

QByteArray StandInOwner::requestId(const http::RequestHead &head, core::WallTime now) const
{
    Q_UNUSED(now)
    return head.headers.value("X-Request-Id");
}

http::Response StandInOwner::refuse(http::Refusal refusal, const http::RequestHead &head, const QByteArray &requestId,
                                    const QString &reason) const
{
    Q_UNUSED(head)
    Q_UNUSED(requestId)
    return json(http::statusOf(refusal), QJsonObject {{u"error"_s, reason.isEmpty() ? u"refused"_s : reason}});
}

void StandInOwner::decorate(const http::RequestHead &head, const QByteArray &requestId, http::Response &response) const
{
    Q_UNUSED(head)
    Q_UNUSED(requestId)
    response.headers.set("Cache-Control", "no-store");
}

http::Response StandInOwner::preflight(const http::RequestHead &head) const
{
    Q_UNUSED(head)
    return http::Response::empty(204);
}

http::Handler weathered(WorldPtr world, QByteArray party, Answer answer)
{
    return weathered(std::move(world), std::move(party), std::move(answer), plainFailure);
}

http::Handler weathered(WorldPtr world, QByteArray party, Answer answer, FaultAnswer failing)
{
    Manners manners {std::move(party), std::move(answer), std::move(failing)};
    return [world = std::move(world), manners = std::move(manners)](http::RequestPtr request) {
        return answerLater(world, manners, std::move(request));
    };
}

http::Response json(int status, const QJsonValue &body)
{
    const QJsonDocument document = body.isArray() ? QJsonDocument(body.toArray()) : QJsonDocument(body.toObject());
    return http::Response::json(status, document.toJson(QJsonDocument::Compact));
}

QString parameter(const http::RequestContext &request, QByteArrayView name)
{
    const QUrlQuery query(QString::fromUtf8(request.head.query));
    return query.queryItemValue(QString::fromUtf8(name), QUrl::FullyDecoded);
}

} // namespace signalbox::sandbox
