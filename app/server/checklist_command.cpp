#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "app/server/ops_client.h"
#include "backend/operator/protocol/checklist.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;
using protocol::CheckItem;
using protocol::CheckVerdict;

namespace {

/// Verdicts (contract soak-and-probe 1.1).
constexpr int kExitFail = 4;
constexpr int kExitInconclusive = 5;

QString wordOf(CheckVerdict verdict)
{
    return verdict == CheckVerdict::CannotTell ? u"?"_s : protocol::wordOf(verdict);
}

void print(const CheckItem &item)
{
    std::printf("%s %s %s\n", qUtf8Printable(column(wordOf(item.verdict), 4)), qUtf8Printable(column(item.id, 30)),
                qUtf8Printable(item.title));
    for (const QString &line : {item.evidence, item.question}) {
        if (!line.isEmpty())
            std::printf("     %s\n", qUtf8Printable(line));
    }
}

/// 4 when an item fails; 5 when the gateway could have told of one and cannot; what only a person knows does not count.
int exitCodeOf(const protocol::Checklist &list)
{
    if (list.fail > 0)
        return kExitFail;
    const bool unknown = std::ranges::any_of(list.items, [](const CheckItem &item) {
        return item.verdict == CheckVerdict::CannotTell && !item.person;
    });
    return unknown ? kExitInconclusive : bootstrap::kExitDone;
}

int check(const bootstrap::Arguments &arguments)
{
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    QUrlQuery query;
    if (arguments.has(u"service"_s))
        query.addQueryItem(u"service"_s, QString::fromLatin1(QUrl::toPercentEncoding(arguments.value(u"service"_s))));
    const auto body = client->opsGet(u"/checklist"_s, query);
    if (!body)
        return opsFailed(body.error());
    const auto list = protocol::fromJson<protocol::Checklist>(*body);
    if (!list)
        return opsFailed(list.error());
    if (arguments.has(u"json"_s)) {
        printJson(*body);
        return exitCodeOf(*list);
    }
    for (const CheckItem &item : list->items)
        print(item);
    std::printf("%d pass, %d fail, %d cannot be told\n", list->pass, list->fail, list->cannotTell);
    return exitCodeOf(*list);
}

} // namespace

bootstrap::Command checklistCommand()
{
    return {.name = u"checklist"_s,
            .help = u"Run the guides' checklists on a running gateway; exit 4 when an item fails, 5 when one cannot be "
                    "told."_s,
            .options = opsOptions()
                + QList<QCommandLineOption> {
                    {u"service"_s, u"Only that guide: shop, engineering, commerce, approvals."_s, u"SERVICE"_s}},
            .run = check};
}

} // namespace signalbox::daemon
