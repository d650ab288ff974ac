#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "app/server/configuration.h"
#include "app/server/ops_client.h"
#include "app/server/run_gateway.h"
#include "app/server/shell_act.h"
#include "backend/operator/server/operator_auth.h"
#include "backend/operator/server/operators/operator_store.h"

#include <QJsonArray>

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

using Verb = int (*)(const bootstrap::Arguments &, storage::Database &);

int onStore(const bootstrap::Arguments &arguments, Verb verb)
{
    const auto command = openStoreCommand(arguments);
    if (!command)
        return command.error();
    const auto store = openActStore(*command);
    return store ? verb(arguments, **store) : store.error();
}

int usage(const QString &problem)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(problem));
    return bootstrap::kExitUsage;
}

int add(const bootstrap::Arguments &arguments, storage::Database &store)
{
    const core::WallTime now = core::systemClock().wall();
    const QString name = arguments.positional.constFirst();
    server::Act act = shellAct(arguments, u"operator.add"_s);
    act.target = name;
    const QStringList addresses = arguments.options.value(u"address"_s);
    const QByteArray token = server::makeOperatorToken();
    const server::StoredOperator added {
        .view = {.name = name,
                 .role = *protocol::fromWord<protocol::Role>(arguments.value(u"role"_s)),
                 .addresses = {addresses.begin(), addresses.end()},
                 .createdAt = now,
                 .createdBy = act.actor},
        .tokenDigest = server::tokenDigest(token)};
    auto outcome = server::ActJournal::commitNow(store, now, act, server::addOperatorChange(added));
    if (!outcome) {
        printFailure(outcome.error());
        return bootstrap::kExitFailure;
    }
    if (arguments.has(u"json"_s)) {
        outcome->answer.insert("token"_L1, QString::fromLatin1(token));
        printJson(outcome->answer);
        return bootstrap::kExitDone;
    }
    std::fprintf(stderr, "The token of %s, shown this once:\n", qUtf8Printable(name));
    std::printf("%s\n", token.constData());
    return bootstrap::kExitDone;
}

int operatorAdd(const bootstrap::Arguments &arguments)
{
    if (const auto bad = server::badOperatorName(arguments.positional.constFirst()))
        return usage(*bad);
    if (!protocol::fromWord<protocol::Role>(arguments.value(u"role"_s)))
        return usage(u"--role must be viewer, approver, operator or admin"_s);
    const QStringList addresses = arguments.options.value(u"address"_s);
    if (const auto bad = server::badAddresses({addresses.begin(), addresses.end()}))
        return usage(*bad);
    return onStore(arguments, add);
}

int revoke(const bootstrap::Arguments &arguments, storage::Database &store)
{
    const core::WallTime now = core::systemClock().wall();
    server::Act act = shellAct(arguments, u"operator.revoke"_s);
    act.target = arguments.positional.constFirst();
    const auto outcome
        = server::ActJournal::commitNow(store, now, act, server::revokeOperatorChange(act.target, now));
    if (!outcome) {
        printFailure(outcome.error());
        return bootstrap::kExitFailure;
    }
    if (arguments.has(u"json"_s))
        printJson(outcome->answer);
    else
        std::printf("revoked %s\n", qUtf8Printable(act.target));
    return bootstrap::kExitDone;
}

int operatorRevoke(const bootstrap::Arguments &arguments)
{
    return onStore(arguments, revoke);
}

QString timeText(const std::optional<core::WallTime> &time)
{
    return time ? QString::fromLatin1(core::isoUtc(*time)) : QString();
}

void printTable(const std::vector<server::StoredOperator> &operators)
{
    std::printf("%s %s %s %s\n", qUtf8Printable(column(u"NAME"_s, 24)), qUtf8Printable(column(u"ROLE"_s, 9)),
                qUtf8Printable(column(u"STATE"_s, 8)), "LAST SEEN");
    for (const server::StoredOperator &each : operators)
        std::printf("%s %s %s %s\n", qUtf8Printable(column(each.view.name, 24)),
                    qUtf8Printable(column(protocol::wordOf(each.view.role), 9)),
                    qUtf8Printable(column(protocol::wordOf(each.view.state), 8)),
                    qUtf8Printable(column(timeText(each.view.lastSeen), 24)));
}

int list(const bootstrap::Arguments &arguments, storage::Database &store)
{
    std::vector<server::StoredOperator> operators;
    const auto read = store.readNow([&operators](storage::Connection &connection) -> Result<QVariant> {
        auto found = server::readOperators(connection);
        if (!found)
            return std::unexpected(found.error());
        operators = std::move(*found);
        return QVariant();
    });
    if (!read) {
        printFailure(read.error());
        return bootstrap::kExitFailure;
    }
    if (!arguments.has(u"json"_s)) {
        printTable(operators);
        return bootstrap::kExitDone;
    }
    QJsonArray items;
    for (const server::StoredOperator &each : operators)
        items.append(protocol::toJson(each.view));
    printJson({{"items"_L1, items}});
    return bootstrap::kExitDone;
}

int operatorList(const bootstrap::Arguments &arguments)
{
    return onStore(arguments, list);
}

QList<QCommandLineOption> with(const QList<QCommandLineOption> &more)
{
    return configurationOptions(false) + more + QList<QCommandLineOption> {{u"json"_s, u"Print JSON."_s}};
}

QCommandLineOption reasonOption()
{
    return {u"reason"_s, u"Why, for the audit."_s, u"TEXT"_s};
}

} // namespace

bootstrap::Command operatorAddCommand()
{
    return {.name = u"operator add"_s,
            .help = u"Make a token for /ops/v1 and print it, this once; works on the store, served or not."_s,
            .options = with({{u"role"_s, u"viewer, approver, operator or admin."_s, u"ROLE"_s},
                             {u"address"_s, u"Where approvals reach this person; several are allowed."_s, u"ADDRESS"_s},
                             reasonOption()}),
            .positional = {u"NAME"_s},
            .run = operatorAdd};
}

bootstrap::Command operatorListCommand()
{
    return {.name = u"operator list"_s,
            .help = u"List who has a token, revoked ones included."_s,
            .options = with({}),
            .run = operatorList};
}

bootstrap::Command operatorRevokeCommand()
{
    return {.name = u"operator revoke"_s,
            .help = u"Take a token away; serving gateways notice within a second."_s,
            .options = with({reasonOption()}),
            .positional = {u"NAME"_s},
            .run = operatorRevoke};
}

} // namespace signalbox::daemon
