#include "tests/http/http_fixture.h"

#include "backend/platform/http/body_stream.h"

#include <stdexcept>

namespace signalbox::http::testing {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Task<Response> echo(TestServer *server, RequestPtr request)
{
    server->seen.push_back(request);
    Response response = Response::text(200, request->body);
    for (const auto &[name, value] : request->pathValues)
        response.headers.add("X-Value-" + name, value);
    response.headers.add("X-Target"_ba, request->head.target);
    co_return response;
}

Task<Response> waitFor(TestServer *server, RequestPtr request)
{
    server->seen.push_back(request);
    const core::OneShot<QByteArray> shot;
    server->waiting.push_back(shot);
    co_return Response::text(200, co_await shot);
}

Task<Response> stream(RequestPtr)
{
    Response response = Response::text(200, {});
    response.stream = std::make_shared<BodyStream>();
    response.stream->send("one "_ba);
    response.stream->send("two"_ba);
    response.stream->finish();
    co_return response;
}

Task<Response> feed(TestServer *server, RequestPtr)
{
    Response response = Response::text(200, {});
    response.stream = server->feed = std::make_shared<BodyStream>();
    co_return response;
}

Task<Response> broken(RequestPtr)
{
    throw std::runtime_error("a secret");
    co_return Response();
}

Admission needKey(const RequestHead &head, const settings::Snapshot &)
{
    Admission admission;
    if (head.headers.value("X-Key") != "right") {
        admission.refusal = Refusal::Unauthorized;
        admission.reason = u"key missing"_s;
        admission.headers.add("WWW-Authenticate"_ba, "Bearer"_ba);
    }
    return admission;
}

} // namespace

QByteArray PlainOwner::requestId(const RequestHead &head, core::WallTime) const
{
    return head.headers.contains("X-Request-ID") ? head.headers.value("X-Request-ID") : m_name + "-id";
}

Response PlainOwner::refuse(Refusal refusal, const RequestHead &, const QByteArray &, const QString &reason) const
{
    const int status = statusOf(refusal);
    return Response::json(status,
                          "{\"owner\":\"" + m_name + "\",\"status\":" + QByteArray::number(status) + ",\"reason\":\""
                              + reason.toUtf8() + "\"}");
}

void PlainOwner::decorate(const RequestHead &, const QByteArray &requestId, Response &response) const
{
    response.headers.set("X-Request-ID"_ba, requestId);
}

Response PlainOwner::preflight(const RequestHead &) const
{
    Response response = Response::empty(204);
    response.headers.add("Access-Control-Allow-Origin"_ba, "*"_ba);
    return response;
}

QByteArray Reply::field(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith(QByteArray(name.toLower() + ':')))
            return line.sliced(name.size() + 1).trimmed();
    }
    return {};
}

RawClient::RawClient(quint16 port, const QByteArray &firstBytes) : m_early(firstBytes)
{
    connect(&m_socket, &QTcpSocket::connected, this, [this] { m_socket.write(m_early); });
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] { m_received += m_socket.readAll(); });
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] { m_closed = true; });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { m_closed = true; });
    m_socket.connectToHost(QHostAddress::LocalHost, port);
}

void RawClient::write(const QByteArray &bytes)
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.write(bytes);
    else
        m_early += bytes;
}

std::vector<Reply> RawClient::replies(int heads) const
{
    std::vector<Reply> all;
    qsizetype at = 0;
    while (true) {
        const qsizetype end = m_received.indexOf("\r\n\r\n", at);
        if (end < 0)
            return all;
        Reply reply;
        reply.head = m_received.sliced(at, end - at);
        reply.status = reply.head.sliced(9, 3).toInt();
        at = end + 4;
        const qsizetype length = int(all.size()) < heads ? 0 : reply.field("Content-Length").toLongLong();
        if (m_received.size() - at < length)
            return all;
        reply.body = m_received.sliced(at, length);
        at += length;
        all.push_back(reply);
        if (reply.field("Transfer-Encoding") == "chunked") {
            const qsizetype last = m_received.indexOf("0\r\n\r\n", at);
            if (last < 0)
                return all;
            all.back().body = m_received.sliced(at, last - at);
            at = last + 5;
        }
    }
}

ServerOptions TestServer::quick()
{
    ServerOptions options;
    options.headerTimeout = 300ms;
    options.bodyIdleTimeout = 300ms;
    options.bodyGrace = 200ms;
    options.idleTimeout = 400ms;
    options.answerTimeout = 20s;
    options.sweepInterval = 20ms;
    options.lingerTimeout = 500ms;
    options.clientAddress = [](const settings::Snapshot &) { return ClientAddressRule(); };
    return options;
}

Routes TestServer::routes()
{
    const Handler echoes = [this](RequestPtr request) { return echo(this, std::move(request)); };
    const Handler waits = [this](RequestPtr request) { return waitFor(this, std::move(request)); };
    const Handler feeds = [this](RequestPtr request) { return testing::feed(this, std::move(request)); };
    return {
        {.method = "GET"_ba, .path = "/ok"_ba, .owner = &commerce, .handler = echoes},
        {.method = "POST"_ba, .path = "/echo"_ba, .owner = &commerce, .handler = echoes, .bodyLimitBytes = 100'000},
        {.method = "GET"_ba, .path = "/wait"_ba, .owner = &commerce, .handler = waits, .inFlightLimit = 3},
        {.method = "POST"_ba, .path = "/locked"_ba, .owner = &commerce, .handler = echoes, .headCheck = needKey},
        {.method = "GET"_ba, .path = "/stream"_ba, .owner = &commerce, .handler = stream},
        {.method = "GET"_ba, .path = "/feed"_ba, .owner = &commerce, .handler = feeds},
        {.method = "GET"_ba, .path = "/broken"_ba, .owner = &commerce, .handler = broken},
        {.method = "GET"_ba, .path = "/orders/:id"_ba, .owner = &shop, .handler = echoes},
        {.method = "POST"_ba, .path = "/orders/:id/items/:item"_ba, .owner = &shop, .handler = echoes},
        {.method = "GET"_ba, .path = "/files/*"_ba, .owner = &commerce, .handler = echoes},
    };
}

Site TestServer::site(const std::vector<Stage> &extra)
{
    auto router = Router::build(
        routes(),
        {{.pattern = "/functions/v1/*"_ba, .owner = &commerce}, {.pattern = "/candidate"_ba, .owner = &approvals, .configured = false}},
        shop);
    Q_ASSERT(router);
    std::vector<Stage> all {stages::requestId(),     stages::traceSpan({}), stages::routing(),
                            stages::rateLimit(),     stages::authentication(), stages::bodyLimit(),
                            stages::inFlightLimit(), stages::decorate(),    stages::requestMetrics(registry),
                            stages::observe("ring"_ba, [this](const Exchange &each) { exchanges.push_back(each); })};
    all.insert(all.end(), extra.begin(), extra.end());
    return {std::make_shared<const Router>(std::move(*router)), Pipeline(all)};
}

TestServer::TestServer(const ServerOptions &options, const std::vector<Stage> &extra)
{
    auto taken = AddressClaim::take(*core::IpAddress::parse("127.0.0.1"), 0);
    Q_ASSERT(taken);
    claim.emplace(std::move(*taken));
    server = std::make_unique<Server>(options, limits, registry);
    server->setSettings(std::make_shared<const settings::Snapshot>(1, QHash<QByteArray, settings::Value>()));
    const auto listening = server->listen(*claim, site(extra));
    Q_ASSERT(listening);
}

bool TestServer::release(const QByteArray &body)
{
    if (waiting.empty())
        return false;
    const auto shot = waiting.front();
    waiting.pop_front();
    shot.resolve(body);
    return true;
}

} // namespace signalbox::http::testing
