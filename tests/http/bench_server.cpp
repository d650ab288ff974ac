// Serves `GET /ok` on one worker until it is killed; the port is its argument. For wrk, by hand.
#include "tests/http/http_fixture.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::http;

namespace {

Task<Response> ok(RequestPtr)
{
    co_return Response::json(200, "{\"ok\":true}"_ba);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_THREADED_GLIB", "1");
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    const testing::PlainOwner owner("commerce"_ba);
    const auto claim = AddressClaim::take(*core::IpAddress::parse("127.0.0.1"), quint16(QByteArray(argv[1]).toUInt()));
    metrics::Registry registry;
    auto router = Router::build({{.method = "GET"_ba, .path = "/ok"_ba, .owner = &owner, .handler = ok}}, {}, owner);
    Server server(testing::TestServer::quick(), std::make_shared<SharedLimits>(), registry);
    const auto listening = server.listen(
        *claim, {std::make_shared<const Router>(std::move(*router)),
                 Pipeline({stages::requestId(), stages::traceSpan({}), stages::routing(), stages::rateLimit(),
                           stages::authentication(), stages::bodyLimit(), stages::inFlightLimit(),
                           stages::decorate(), stages::requestMetrics(registry)})});
    std::printf("%s\n", listening ? "ready" : "failed");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
