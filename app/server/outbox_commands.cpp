#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "app/server/ops_pages.h"
#include "backend/operator/protocol/outbox.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;
using protocol::OutboxItem;
using protocol::OutboxItemState;

namespace {

int usage(const QString &problem)
{
    std::fprintf(stderr, "outbox: %s\n", qUtf8Printable(problem));
    return bootstrap::kExitUsage;
}

void print(const OutboxItem &item)
{
    QString last = item.lastStatus > 0 ? QString::number(item.lastStatus) : QString();
    if (!item.lastError.isEmpty())
        last += (last.isEmpty() ? u""_s : u" "_s) + item.lastError;
    const QString next = item.nextAttemptAt ? u"next "_s + protocol::toIsoUtc(*item.nextAttemptAt) : QString();
    std::printf("%s %s %s %s %3d attempts %s %s\n", qUtf8Printable(column(item.id, 30)),
                qUtf8Printable(column(protocol::wordOf(item.state), 9)), qUtf8Printable(column(item.target, 14)),
                qUtf8Printable(column(item.subject, 20)), item.attempts, qUtf8Printable(column(last, 24)),
                qUtf8Printable(next));
}

int list(const bootstrap::Arguments &arguments)
{
    std::optional<OutboxItemState> state;
    if (arguments.has(u"state"_s)) {
        state = protocol::fromWord<OutboxItemState>(arguments.value(u"state"_s));
        if (!state)
            return usage(u"--state must be pending, retrying, held, dead or delivered"_s);
    }
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    QUrlQuery query;
    if (state == OutboxItemState::Delivered)
        query.addQueryItem(u"delivered"_s, u"true"_s);
    const QString filter = state ? QString(u"state:"_s + protocol::wordOf(*state)) : QString();
    const auto items = readPages<OutboxItem>(*client, u"/outbox"_s, filter, query);
    if (!items)
        return opsFailed(items.error());
    if (arguments.has(u"json"_s)) {
        printJson({{"items"_L1, protocol::encode(*items)}});
        return bootstrap::kExitDone;
    }
    for (const OutboxItem &item : *items)
        print(item);
    if (items->empty())
        std::printf("%s\n", state ? "none" : "nothing waits to be delivered");
    return bootstrap::kExitDone;
}

void print(const protocol::ReplayPreview &preview)
{
    std::printf("    %s %s (breaker: %s)\n", qUtf8Printable(preview.method), qUtf8Printable(preview.url),
                qUtf8Printable(preview.breaker.isEmpty() ? u"none"_s : preview.breaker));
    for (const QString &header : preview.headers)
        std::printf("    %s: …\n", qUtf8Printable(header));
    printJson(preview.body);
}

/// Messages one after the other; the exit code of the first that failed, for the others are tried all the same.
int replay(const bootstrap::Arguments &arguments)
{
    const bool isDry = arguments.has(u"dry-run"_s);
    const QString reason = arguments.value(u"reason"_s);
    if (!isDry && reason.trimmed().isEmpty())
        return usage(u"--reason TEXT is missing"_s);
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    int code = bootstrap::kExitDone;
    QJsonArray answers;
    for (const QString &id : arguments.positional) {
        const QString path = u"/outbox/%1/replay"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(id)));
        const auto answer
            = client->opsPost(path, protocol::toJson(protocol::ReplayRequest {.reason = reason, .preview = isDry}));
        if (!answer) {
            std::fprintf(stderr, "%s: ", qUtf8Printable(id));
            const int failed = opsFailed(answer.error());
            code = code == bootstrap::kExitDone ? failed : code;
            continue;
        }
        const auto done = protocol::fromJson<protocol::ReplayAnswer>(*answer);
        answers.append(*answer);
        if (arguments.has(u"json"_s) || !done)
            continue;
        print(done->item);
        if (done->preview)
            print(*done->preview);
    }
    if (arguments.has(u"json"_s))
        printJson({{"items"_L1, answers}});
    return code;
}

} // namespace

bootstrap::Command outboxListCommand()
{
    return {.name = u"outbox list"_s,
            .help = u"Messages that could not be delivered yet, of a running gateway."_s,
            .options = opsOptions()
                + QList<QCommandLineOption> {
                    {u"state"_s, u"pending, retrying, held, dead or delivered."_s, u"STATE"_s}},
            .run = list,
            .alias = u"outbox"_s};
}

bootstrap::Command outboxReplayCommand()
{
    return {.name = u"outbox replay"_s,
            .help = u"Deliver messages now, with the same ids."_s,
            .options = opsOptions()
                + QList<QCommandLineOption> {
                    {u"reason"_s, u"Why; it goes to the audit."_s, u"TEXT"_s},
                    {u"dry-run"_s, u"Only print what would be sent."_s}},
            .positional = {u"ID…"_s},
            .run = replay};
}

} // namespace signalbox::daemon
