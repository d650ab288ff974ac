#include "app/bootstrap/exit_codes.h"
#include "app/bootstrap/signals.h"
#include "app/server/commands.h"
#include "app/server/run_gateway.h"
#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"
#include "backend/platform/settings/raw_values.h"
#include "backend/runtime/sandbox_settings.h"
#include "backend/runtime/stand_in_server.h"
#include "backend/sandbox/core_stand_in.h"

#include <QCoreApplication>

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 kPort = 9000;

/// CORE_DECISION_WEBHOOK_SIGNING_SECRET, or the submit secret that the gateway falls back to.
QByteArray secretOf(const bootstrap::Arguments &arguments)
{
    const auto environment = settings::processEnvironment();
    const QString own = arguments.value(u"secret"_s, environment.value("CORE_DECISION_WEBHOOK_SIGNING_SECRET"));
    return (own.isEmpty() ? environment.value("WEBHOOK_SIGNING_SECRET") : own).toUtf8();
}

/// What the mock makes of a delivery, in a word.
const char *verdictOf(int status)
{
    switch (status) {
    case 200:
        return "taken";
    case 204:
        return "repeated";
    case 401:
        return "bad signature";
    default:
        return "refused";
    }
}

void printJson(const http::RequestContext &request, int status)
{
    JsonWriter line;
    line.beginObject().member("at", core::isoUtc(core::systemClock().wall())).member("status", status);
    line.member("webhook_id", request.head.headers.value("webhook-id"));
    line.key("decision");
    // A body that is no JSON is not repeated: it may be anything.
    if (core::parseJsonObject(request.body))
        line.raw(request.body);
    else
        line.null();
    line.endObject();
    std::printf("%s\n", line.take().constData());
}

void printText(const http::RequestContext &request, int status)
{
    const QJsonObject body = core::parseJsonObject(request.body).value_or(QJsonObject());
    const QJsonValue text = body["final_text"_L1];
    std::printf("%s %s %s %s by %s after %.1f s (%s)\n", core::isoUtc(core::systemClock().wall()).constData(),
                verdictOf(status), qUtf8Printable(body["id"_L1].toString()),
                qUtf8Printable(body["decision"_L1].toString()), qUtf8Printable(body["decider"_L1].toString()),
                body["latency_ms"_L1].toDouble() / 1000, request.head.headers.value("webhook-id").constData());
    if (text.isString())
        std::printf("    %s\n", qUtf8Printable(text.toString().replace(u'\n', u"\n    "_s)));
}

int mockCore(const bootstrap::Arguments &arguments)
{
    bool isNumber = true;
    const uint port = arguments.value(u"port"_s, QString::number(kPort)).toUInt(&isNumber);
    const QByteArray secret = secretOf(arguments);
    if (!isNumber || port > 65535 || secret.isEmpty()) {
        std::fprintf(stderr, "mock-core: %s\n",
                     secret.isEmpty() ? "set CORE_DECISION_WEBHOOK_SIGNING_SECRET or WEBHOOK_SIGNING_SECRET to the gateway's"
                                      : "--port must be 0 to 65535");
        return bootstrap::kExitUsage;
    }
    const auto world = std::make_shared<sandbox::World>(core::systemClock());
    world->fairWeather = true;
    const auto core = sandbox::CoreStandIn::make(world, secret);
    core->setOnVisit([json = arguments.has(u"json"_s)](const http::RequestContext &request, const http::Response &answer) {
        json ? printJson(request, answer.status) : printText(request, answer.status);
        std::fflush(stdout);
    });
    metrics::Registry metrics;
    runtime::StandInServer server(metrics, runtime::standInSettings());
    const auto address = server.listen(*core::IpAddress::parse("127.0.0.1"), quint16(port), core->routes(server.owner()));
    if (!address) {
        printFailure(address.error());
        return bootstrap::kExitFailure;
    }
    std::printf("mock-core ready %s/decisions\n", qUtf8Printable(address->toString()));
    std::fflush(stdout);
    const bootstrap::ProcessSignals signals;
    QObject::connect(&signals, &bootstrap::ProcessSignals::terminateRequested, &signals,
                     [] { QCoreApplication::exit(bootstrap::kExitDone); });
    return QCoreApplication::exec();
}

} // namespace

bootstrap::Command mockCoreCommand()
{
    return {.name = u"mock-core"_s,
            .help = u"Play the core service on loopback: verify each decision's signature and print it."_s,
            .options = {{u"port"_s, u"Listen on this port; 9000 by default, 0 takes any free one."_s, u"PORT"_s},
                        {u"secret"_s, u"The secret instead of CORE_DECISION_WEBHOOK_SIGNING_SECRET."_s, u"SECRET"_s},
                        {u"json"_s, u"Print JSON, one line a delivery."_s}},
            .run = mockCore};
}

} // namespace signalbox::daemon
