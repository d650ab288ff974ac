#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "app/server/ops_client.h"
#include "backend/operator/protocol/alerts.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostMinutes = 7 * 24 * 60;

int usage(const QString &problem)
{
    std::fprintf(stderr, "alerts: %s\n", qUtf8Printable(problem));
    return bootstrap::kExitUsage;
}

QString stateOf(const protocol::Alert &alert)
{
    QString state = protocol::wordOf(alert.state);
    if (alert.shelvedUntil)
        state += u", shelved until %1 by %2"_s.arg(protocol::toIsoUtc(*alert.shelvedUntil),
                                                   alert.shelvedBy.value_or(QString()));
    if (alert.ackedBy)
        state += u", acknowledged by "_s + *alert.ackedBy;
    return state;
}

void print(const protocol::Alert &alert)
{
    std::printf("%s %s %s\n    %s\n", qUtf8Printable(column(protocol::wordOf(alert.severity), 7)),
                qUtf8Printable(column(alert.id, 40)), qUtf8Printable(stateOf(alert)), qUtf8Printable(alert.sentence));
    if (alert.state != protocol::AlertState::Resolved)
        std::printf("    to do: %s\n", qUtf8Printable(alert.runbook));
}

int list(const bootstrap::Arguments &arguments)
{
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    QUrlQuery query {{u"limit"_s, u"500"_s}};
    const QString filter = arguments.value(u"filter"_s, arguments.has(u"all"_s) ? QString() : u"-state:resolved"_s);
    if (!filter.isEmpty())
        query.addQueryItem(u"filter"_s, QString::fromLatin1(QUrl::toPercentEncoding(filter)));
    const auto body = client->opsGet(u"/alerts"_s, query);
    if (!body)
        return opsFailed(body.error());
    const auto page = protocol::fromJson<protocol::Page<protocol::Alert>>(*body);
    if (arguments.has(u"json"_s) || !page) {
        printJson(*body);
        return bootstrap::kExitDone;
    }
    for (const protocol::Alert &alert : page->items)
        print(alert);
    if (page->items.empty())
        std::printf("no alerts\n");
    return bootstrap::kExitDone;
}

int act(const bootstrap::Arguments &arguments, const QString &verb, QJsonObject body)
{
    if (arguments.value(u"reason"_s).trimmed().isEmpty())
        return usage(u"--reason TEXT is missing"_s);
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    body.insert("reason"_L1, arguments.value(u"reason"_s));
    const QString id = QString::fromLatin1(QUrl::toPercentEncoding(arguments.positional.constFirst()));
    const auto answer = client->opsPost(u"/alerts/%1/%2"_s.arg(id, verb), body);
    if (!answer)
        return opsFailed(answer.error());
    const auto done = protocol::fromJson<protocol::AlertAnswer>(*answer);
    if (arguments.has(u"json"_s) || !done)
        printJson(*answer);
    else
        print(done->alert);
    return bootstrap::kExitDone;
}

int acknowledge(const bootstrap::Arguments &arguments)
{
    return act(arguments, u"ack"_s, {});
}

int shelve(const bootstrap::Arguments &arguments)
{
    bool isNumber = false;
    const int minutes = arguments.value(u"minutes"_s).toInt(&isNumber);
    if (!isNumber || minutes < 0 || minutes > kMostMinutes)
        return usage(u"--minutes must be 0 (end the shelving) to %1"_s.arg(kMostMinutes));
    return act(arguments, u"shelve"_s, {{"minutes"_L1, minutes}});
}

QCommandLineOption reasonOption()
{
    return {u"reason"_s, u"Why; it goes to the audit."_s, u"TEXT"_s};
}

} // namespace

bootstrap::Command alertsListCommand()
{
    return {.name = u"alerts list"_s,
            .help = u"What fires or is about to, of a running gateway."_s,
            .options = opsOptions()
                + QList<QCommandLineOption> {
                    {u"all"_s, u"Resolved ones as well."_s},
                    {u"filter"_s, u"The filter language: severity:page acked:no"_s, u"FILTER"_s}},
            .run = list,
            .alias = u"alerts"_s};
}

bootstrap::Command alertsAckCommand()
{
    return {.name = u"alerts ack"_s,
            .help = u"Say that somebody works on it: it calls no more."_s,
            .options = opsOptions() + QList<QCommandLineOption> {reasonOption()},
            .positional = {u"ID"_s},
            .run = acknowledge};
}

bootstrap::Command alertsShelveCommand()
{
    return {.name = u"alerts shelve"_s,
            .help = u"Keep an alert quiet for a while."_s,
            .options = opsOptions()
                + QList<QCommandLineOption> {
                    reasonOption(), {u"minutes"_s, u"For how long; 0 ends it, at most a week."_s, u"N"_s}},
            .positional = {u"ID"_s},
            .run = shelve};
}

} // namespace signalbox::daemon
