#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "backend/platform/core/thread_anchor.h"
#include "backend/platform/settings/raw_values.h"
#include "backend/platform/upstream/client.h"

#include <QCoreApplication>

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kPatience {5};
constexpr int kDefaultPort = 3000;

QUrl targetOf(const bootstrap::Arguments &arguments)
{
    const QString port = settings::processEnvironment().value("PORT", QString::number(kDefaultPort));
    QUrl url(arguments.value(u"url"_s, u"http://127.0.0.1:"_s + port));
    url.setPath(arguments.has(u"db"_s) ? u"/healthz/db"_s : u"/healthz"_s);
    return url;
}

Task<void> ask(upstream::Client *client, QUrl url, bool database)
{
    const auto reply = co_await client->send(
        {.upstream = "healthcheck", .url = url, .deadline = std::chrono::steady_clock::now() + kPatience});
    bool healthy = reply && reply->status == 200;
    if (healthy && database)
        healthy = reply->body.contains("\"db_ready\":true");
    if (healthy)
        std::printf("healthy\n");
    else if (reply)
        std::fprintf(stderr, "unhealthy: HTTP %d\n", reply->status);
    else
        std::fprintf(stderr, "unhealthy: %s\n", qUtf8Printable(upstream::reason(reply.error())));
    QCoreApplication::exit(healthy ? bootstrap::kExitDone : bootstrap::kExitFailure);
}

int healthcheck(const bootstrap::Arguments &arguments)
{
    auto client = upstream::makeClient({});
    if (!client)
        return bootstrap::kExitFailure;
    QMetaObject::invokeMethod(
        core::threadAnchor(),
        [&] { ask(client->get(), targetOf(arguments), arguments.has(u"db"_s)); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace

bootstrap::Command healthcheckCommand()
{
    return {.name = u"healthcheck"_s,
            .help = u"Ask a running gateway whether it is well; exit 0 or 1."_s,
            .options = {{u"url"_s, u"The gateway's address; http://127.0.0.1:PORT by default."_s, u"URL"_s},
                        {u"db"_s, u"Ask for its database as well."_s}},
            .run = healthcheck,
            .alias = u"--healthcheck"_s};
}

} // namespace signalbox::daemon
