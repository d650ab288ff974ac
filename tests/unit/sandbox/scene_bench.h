#pragma once

#include "backend/platform/upstream/client.h"
#include "backend/sandbox/public_line.h"
#include "backend/sandbox/stand_in.h"

#include <QCoroTask>
#include <QJsonDocument>
#include <QJsonObject>

/// The gateway's side for the sandbox's parties, without a gateway.
namespace signalbox::sandbox {

/// Writes down what is sent and answers with `answer`.
class RecordingClient final : public upstream::Client
{
public:
    Task<Result<upstream::Reply>> send(upstream::Call call) override
    {
        calls.push_back(std::move(call));
        co_return answer;
    }
    void close() override { }

    std::vector<upstream::Call> calls;
    upstream::Reply answer {.status = 204, .headers = {}, .body = {}};
};

/// A line that leads to a recording client, and fair weather.
struct SceneBench
{
    SceneBench() { line->open(client, QUrl(QStringLiteral("http://127.0.0.1:4321"))); }
    ~SceneBench() { QCoro::waitFor(line->close()); }

    RecordingClient client;
    WorldPtr world = fairWorld();
    PublicLinePtr line = std::make_shared<PublicLine>(QUrl(QStringLiteral("https://gw.sandbox.test")));

    static WorldPtr fairWorld()
    {
        auto world = std::make_shared<World>(core::systemClock());
        world->fairWeather = true;
        return world;
    }
};

/// What a route answers to this request.
inline http::Response ask(const http::Routes &routes, const QByteArray &method, const QByteArray &target,
                          const QByteArray &body = {}, const Headers &headers = {}, const http::PathValues &values = {})
{
    const QByteArray path = target.split('?').first();
    for (const http::Route &route : routes) {
        const bool fits = route.path == path || (!values.empty() && route.path.contains("/:"));
        if (route.method != method || !fits)
            continue;
        auto request = std::make_shared<http::RequestContext>();
        request->head.method = method;
        request->head.path = path;
        request->head.query = target.mid(path.size() + 1);
        request->head.headers = headers;
        request->body = body;
        request->pathValues = values;
        return QCoro::waitFor(route.handler(request));
    }
    return http::Response::empty(404);
}

inline QJsonObject objectOf(const http::Response &response)
{
    return QJsonDocument::fromJson(response.body).object();
}

} // namespace signalbox::sandbox
