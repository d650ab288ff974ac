#include "app/server/run_gateway.h"

#include "app/bootstrap/exit_codes.h"
#include "app/bootstrap/report.h"
#include "app/bootstrap/signals.h"
#include "backend/platform/log/writer.h"

#include <QCoreApplication>

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

int exitCodeOf(const Error &error)
{
    return error.code == ErrorCode::Configuration ? bootstrap::kExitConfiguration : bootstrap::kExitFailure;
}

void printReady(const runtime::GatewayAddresses &addresses)
{
    const QString main = addresses.services.empty() ? u"-"_s : addresses.services.front().toString();
    const QString line = u"signalbox ready %1 ops %2 pid=%3"_s.arg(main, addresses.operators.toString())
                             .arg(QCoreApplication::applicationPid());
    log::writePlain(line.toUtf8());
    log::info("platform", u"server.ready"_s,
              {{"url", main}, {"ops", addresses.operators.toString()}, {"pid", QCoreApplication::applicationPid()}});
}

Task<void> start(runtime::Gateway *gateway, std::function<void(const runtime::GatewayAddresses &)> ready)
{
    const Result<runtime::GatewayAddresses> addresses = co_await gateway->start();
    if (!addresses) {
        printFailure(addresses.error());
        QCoreApplication::exit(exitCodeOf(addresses.error()));
        co_return;
    }
    printReady(*addresses);
    if (ready)
        ready(*addresses);
}

} // namespace

void printFailure(const Error &error)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(error.text.text()));
    if (!error.detail.text().isEmpty())
        log::error("platform", error.text.text(), {{"detail", error.detail.text()}});
}

int runGateway(runtime::GatewayOptions options, const std::function<void(const runtime::GatewayAddresses &)> &ready)
{
    bootstrap::ProcessSignals processSignals;
    options.onSettings = [](const settings::Snapshot &settings) { log::setLevel(bootstrap::logLevel(settings)); };
    runtime::Gateway gateway(std::move(options));
    QObject::connect(&processSignals, &bootstrap::ProcessSignals::terminateRequested, &gateway, [&gateway] {
        log::info("platform", u"server.draining"_s);
        gateway.drain([] { QCoreApplication::exit(bootstrap::kExitDone); });
    });
    QObject::connect(&processSignals, &bootstrap::ProcessSignals::reloadRequested, &gateway, &runtime::Gateway::reload);
    // From inside the loop: a loop that does not run yet cannot be told to end.
    QMetaObject::invokeMethod(&gateway, [&gateway, ready] { start(&gateway, ready); }, Qt::QueuedConnection);
    const int code = QCoreApplication::exec();
    log::info("platform", u"server.stopped"_s);
    return code;
}

} // namespace signalbox::daemon
