#include "app/bootstrap/exit_codes.h"
#include "app/server/approvals_print.h"
#include "app/server/commands.h"
#include "app/server/ops_pages.h"

#include <QTextStream>

#include <cstdio>
#include <unistd.h>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;
using protocol::ApprovalAction;
using protocol::ApprovalDetail;
using protocol::ApprovalRow;

namespace {

int usage(const QString &problem)
{
    std::fprintf(stderr, "approvals: %s\n", qUtf8Printable(problem));
    return bootstrap::kExitUsage;
}

QString pathOf(const bootstrap::Arguments &arguments)
{
    return u"/approvals/candidate/"_s + QString::fromLatin1(QUrl::toPercentEncoding(arguments.positional.constFirst()));
}

/// What the options ask for, in the filter language.
QString filterOf(const bootstrap::Arguments &arguments)
{
    QString filter = arguments.value(u"filter"_s);
    if (arguments.has(u"all"_s))
        return filter;
    if (!filter.isEmpty())
        filter = u'(' + filter + u") "_s;
    return filter + (arguments.has(u"decided"_s) ? u"open:no"_s : u"open:yes"_s);
}

int list(const bootstrap::Arguments &arguments)
{
    if (int(arguments.has(u"open"_s)) + int(arguments.has(u"decided"_s)) + int(arguments.has(u"all"_s)) > 1)
        return usage(u"choose one of --open, --decided and --all"_s);
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    const auto rows = readPages<ApprovalRow>(*client, u"/approvals"_s, filterOf(arguments));
    if (!rows)
        return opsFailed(rows.error());
    if (arguments.has(u"json"_s)) {
        printJson({{"items"_L1, protocol::encode(*rows)}});
        return bootstrap::kExitDone;
    }
    for (const ApprovalRow &row : *rows)
        printApproval(row, core::systemClock().wall());
    if (rows->empty())
        std::printf("no approvals\n");
    return bootstrap::kExitDone;
}

int show(const bootstrap::Arguments &arguments)
{
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    const auto body = client->opsGet(pathOf(arguments));
    if (!body)
        return opsFailed(body.error());
    const auto detail = protocol::fromJson<ApprovalDetail>(*body);
    if (arguments.has(u"json"_s) || !detail)
        printJson(*body);
    else
        printApproval(*detail);
    return bootstrap::kExitDone;
}

/// Asks on the terminal; anything but yes is no.
bool confirmed(const QString &question)
{
    std::printf("\n%s [y/N] ", qUtf8Printable(question));
    std::fflush(stdout);
    QTextStream input(stdin);
    const QString answer = input.readLine().trimmed().toLower();
    return answer == u"y" || answer == u"yes";
}

/// The revision to decide on: the one that is named, else the present one once somebody has seen its text. The exit
/// code when there is none.
std::expected<int, int> revisionOf(const bootstrap::Arguments &arguments, OpsClient &client, ApprovalAction action)
{
    if (arguments.has(u"revision"_s)) {
        bool isNumber = false;
        const int revision = arguments.value(u"revision"_s).toInt(&isNumber);
        if (!isNumber || revision < 1)
            return std::unexpected(usage(u"--revision must be a number from 1 on"_s));
        return revision;
    }
    const bool asks = !arguments.has(u"yes"_s);
    if (asks && !::isatty(STDIN_FILENO))
        return std::unexpected(usage(u"without a terminal give --revision N (see approvals show) or --yes"_s));
    const auto body = client.opsGet(pathOf(arguments));
    if (!body)
        return std::unexpected(opsFailed(body.error()));
    const auto detail = protocol::fromJson<ApprovalDetail>(*body);
    if (!detail)
        return std::unexpected(opsFailed(detail.error()));
    const int revision = detail->approval.revision;
    if (!asks)
        return revision;
    printApproval(*detail);
    if (action == ApprovalAction::Edit)
        std::printf("\nNew text\n  > %s\n",
                    qUtf8Printable(plainText(arguments.value(u"text"_s)).replace(u'\n', u"\n  > "_s)));
    if (!confirmed(u"%1 revision %2 of %3?"_s.arg(protocol::wordOf(action)).arg(revision).arg(
            plainText(detail->approval.id))))
        return std::unexpected(bootstrap::kExitFailure);
    return revision;
}

/// A refusal with where the approval stands now.
int refused(const OpsAnswer &answer)
{
    const QJsonObject error = answer.body["error"_L1].toObject();
    std::fprintf(stderr, "%s\n",
                 qUtf8Printable(error["message"_L1].toString(u"the gateway answered %1"_s.arg(answer.status))));
    const QJsonObject details = error["details"_L1].toObject();
    if (const QString decider = details["decider"_L1].toString(); !decider.isEmpty())
        std::fprintf(stderr, "%s by %s at %s\n", qUtf8Printable(details["state"_L1].toString()),
                     qUtf8Printable(decider), qUtf8Printable(details["decidedAt"_L1].toString()));
    else if (details.contains("revision"_L1))
        std::fprintf(stderr, "the present revision is %d\n", details["revision"_L1].toInt());
    else if (details.contains("limit"_L1))
        std::fprintf(stderr, "at most %d characters\n", details["limit"_L1].toInt());
    return answer.status == 400 ? bootstrap::kExitUsage : bootstrap::kExitFailure;
}

int decide(const bootstrap::Arguments &arguments)
{
    const auto action = protocol::fromWord<ApprovalAction>(arguments.positional[1]);
    if (!action)
        return usage(u"%1 is not approve, edit or skip"_s.arg(arguments.positional[1]));
    if ((*action == ApprovalAction::Edit) != arguments.has(u"text"_s))
        return usage(u"--text TEXT belongs to an edit"_s);
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    const auto revision = revisionOf(arguments, *client, *action);
    if (!revision)
        return revision.error();
    protocol::DecideRequest wish {
        .action = *action, .revision = *revision, .reason = arguments.value(u"reason"_s)};
    if (*action == ApprovalAction::Edit)
        wish.text = arguments.value(u"text"_s);
    const auto answer = client->send("POST", pathOf(arguments) + u"/decide"_s, {}, protocol::toJson(wish));
    if (!answer)
        return opsFailed(answer.error());
    if (answer->status != 200)
        return refused(*answer);
    const auto done = protocol::fromJson<protocol::DecideAnswer>(answer->body);
    if (arguments.has(u"json"_s) || !done)
        printJson(answer->body);
    else
        std::printf("%s\n", qUtf8Printable(plainText(approvalOutcome(done->approval))));
    return bootstrap::kExitDone;
}

} // namespace

bootstrap::Command approvalsListCommand()
{
    return {.name = u"approvals list"_s,
            .help = u"What waits for a decision, of a running gateway."_s,
            .options = opsOptions()
                + QList<QCommandLineOption> {
                    {u"open"_s, u"Those that wait (this is what it does without)."_s},
                    {u"decided"_s, u"Those that are decided."_s},
                    {u"all"_s, u"Both."_s},
                    {u"filter"_s, u"The filter language: brand:b_orchid risk:price"_s, u"FILTER"_s}},
            .run = list,
            .alias = u"approvals"_s};
}

bootstrap::Command approvalsShowCommand()
{
    return {.name = u"approvals show"_s,
            .help = u"One approval: full text, people, prompts, history."_s,
            .options = opsOptions(),
            .positional = {u"ID"_s},
            .run = show};
}

bootstrap::Command approvalsDecideCommand()
{
    return {.name = u"approvals decide"_s,
            .help = u"Approve, edit or skip; shows the full text and asks first."_s,
            .options = opsOptions()
                + QList<QCommandLineOption> {
                    {u"revision"_s, u"The revision that you have read; nothing is asked then."_s, u"N"_s},
                    {u"text"_s, u"The new text of an edit."_s, u"TEXT"_s},
                    {u"reason"_s, u"Why; of a skip it goes to the one who proposed it."_s, u"TEXT"_s},
                    {u"yes"_s, u"Do not ask: decide on the present revision."_s}},
            .positional = {u"ID"_s, u"approve|edit|skip"_s},
            .run = decide};
}

} // namespace signalbox::daemon
