#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "app/server/ops_client.h"
#include "app/server/terminal.h"
#include "app/server/top_view.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr int kExitInterrupted = 130;
constexpr std::chrono::milliseconds kPause {1000};
constexpr int kWide = 10'000;
constexpr char kInterrupt = 3;

struct Documents
{
    QJsonObject overview;
    QJsonObject alerts;
    QJsonObject breakers;
};

Result<Documents> read(OpsClient &client)
{
    const auto overview = client.opsGet(u"/overview"_s);
    if (!overview)
        return std::unexpected(overview.error());
    const auto alerts = client.opsGet(u"/alerts"_s, {{u"filter"_s, u"state:firing"_s}, {u"limit"_s, u"50"_s}});
    if (!alerts)
        return std::unexpected(alerts.error());
    const auto breakers = client.opsGet(u"/breakers"_s);
    if (!breakers)
        return std::unexpected(breakers.error());
    return Documents {*overview, *alerts, *breakers};
}

Result<TopFrame> frameOf(const Documents &documents)
{
    auto overview = protocol::fromJson<protocol::Overview>(documents.overview);
    auto alerts = protocol::fromJson<protocol::Page<protocol::Alert>>(documents.alerts);
    auto breakers = protocol::fromJson<protocol::Breakers>(documents.breakers);
    if (!overview || !alerts || !breakers)
        return fail(ErrorCode::Upstream, PublicText(u"the gateway speaks another version of the protocol"_s));
    return TopFrame {std::move(*overview), std::move(alerts->items), std::move(*breakers)};
}

int once(OpsClient &client, bool json)
{
    const auto documents = read(client);
    if (!documents)
        return opsFailed(documents.error());
    if (json) {
        printJson({{"overview"_L1, documents->overview},
                   {"alerts"_L1, documents->alerts["items"_L1]},
                   {"breakers"_L1, documents->breakers["items"_L1]}});
        return bootstrap::kExitDone;
    }
    const auto frame = frameOf(*documents);
    if (!frame)
        return opsFailed(frame.error());
    for (const QString &line : topLines(*frame, kWide, 0))
        std::printf("%s\n", qUtf8Printable(line));
    return bootstrap::kExitDone;
}

/// Keeps the last frame while the gateway does not answer, and says so.
int live(OpsClient &client, const Terminal &terminal)
{
    QStringList lines;
    while (true) {
        const Terminal::Size size = terminal.size();
        QString last = u"q ends"_s;
        const auto documents = read(client);
        const auto frame = documents ? frameOf(*documents) : std::unexpected(documents.error());
        if (frame)
            lines = topLines(*frame, size.columns, size.rows - 2);
        else
            last = frame.error().text.text() + u"   q ends"_s;
        terminal.draw(lines + QStringList {last.left(size.columns)});
        const auto key = terminal.key(kPause);
        if (key == 'q' || key == 'Q')
            return bootstrap::kExitDone;
        if (key == kInterrupt)
            return kExitInterrupted;
    }
}

int top(const bootstrap::Arguments &arguments)
{
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    if (arguments.has(u"once"_s) || arguments.has(u"json"_s))
        return once(*client, arguments.has(u"json"_s));
    const auto terminal = Terminal::open();
    if (terminal)
        return live(*client, *terminal);
    std::fprintf(stderr, "top: this is no terminal; use --once\n");
    return bootstrap::kExitUsage;
}

} // namespace

bootstrap::Command topCommand()
{
    return {.name = u"top"_s,
            .help = u"Watch a running gateway: services, worst item, breakers, alerts; q ends."_s,
            .options = opsOptions() + QList<QCommandLineOption> {{u"once"_s, u"Print one frame and end."_s}},
            .run = top};
}

} // namespace signalbox::daemon
