#include "app/server/flags_act.h"

#include "app/bootstrap/exit_codes.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

QString shown(const protocol::SettingChange &change, const std::optional<QString> &text)
{
    if (!text)
        return u"unset"_s;
    return change.secret ? u"secret …"_s + *text : *text;
}

int usage(const QString &problem)
{
    std::fprintf(stderr, "flags: %s\n", qUtf8Printable(problem));
    return bootstrap::kExitUsage;
}

void printDone(const protocol::RevisionAnswer &done)
{
    std::printf("revision %lld is in force\n", qlonglong(done.revision.number));
    for (const QString &key : done.restartDue)
        std::printf("%s takes effect with the next start\n", qUtf8Printable(key));
    if (done.guardId)
        std::printf("guard %s watches it\n", qUtf8Printable(*done.guardId));
    if (done.timerId)
        std::printf("timer %s takes it back\n", qUtf8Printable(*done.timerId));
}

} // namespace

QList<QCommandLineOption> flagActOptions()
{
    return opsOptions()
        + QList<QCommandLineOption>{
            {u"reason"_s, u"Why; it goes to the audit."_s, u"TEXT"_s},
            {u"preview"_s, u"Only print what would change."_s},
            {u"confirm"_s, u"What the gateway asks to be typed for dangerous settings."_s, u"TEXT"_s},
            {u"yes"_s, u"Confirm dangerous settings without typing their names."_s},
            {u"expected"_s, u"The newest revision that you know; the act is refused when there is a newer one."_s,
             u"N"_s}};
}

void printDiff(const protocol::RevisionDiff &diff)
{
    for (const protocol::SettingChange &change : diff.changes)
        std::printf("%s %s → %s%s\n", qUtf8Printable(column(change.key, 40)),
                    qUtf8Printable(shown(change, change.before)), qUtf8Printable(shown(change, change.after)),
                    change.cleared ? " (as configured)" : "");
    for (const protocol::SkippedKey &key : diff.skipped)
        std::printf("%s left as it is: %s\n", qUtf8Printable(column(key.key, 40)), qUtf8Printable(key.why));
    for (const QString &key : diff.restartDue)
        std::printf("%s needs a restart\n", qUtf8Printable(column(key, 40)));
    if (diff.changes.empty())
        std::printf("nothing would change\n");
}

int runFlagAct(const bootstrap::Arguments &arguments, const QString &path, QJsonObject body)
{
    const bool isPreview = arguments.has(u"preview"_s);
    const bool isJson = arguments.has(u"json"_s);
    if (!isPreview && arguments.value(u"reason"_s).trimmed().isEmpty())
        return usage(u"--reason TEXT is missing"_s);
    if (arguments.has(u"expected"_s))
        body.insert("expectedRevision"_L1, arguments.value(u"expected"_s).toLongLong());
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    body.insert("preview"_L1, true);
    const auto preview = client->opsPost(path, body);
    if (!preview)
        return opsFailed(preview.error());
    const auto diff = protocol::fromJson<protocol::RevisionDiff>(*preview);
    if (!diff)
        return opsFailed(diff.error());
    if (isPreview && isJson)
        printJson(*preview);
    else if (!isJson)
        printDiff(*diff);
    if (isPreview)
        return bootstrap::kExitDone;
    if (diff->confirm && !arguments.has(u"yes"_s) && !arguments.has(u"confirm"_s)) {
        std::fprintf(stderr, "flags: this needs care; repeat it with --confirm %s\n", qUtf8Printable(*diff->confirm));
        return bootstrap::kExitFailure;
    }
    body.remove("preview"_L1);
    body.insert("reason"_L1, arguments.value(u"reason"_s));
    if (!arguments.has(u"expected"_s))
        body.insert("expectedRevision"_L1, diff->expectedRevision);
    if (arguments.has(u"confirm"_s))
        body.insert("confirm"_L1, arguments.value(u"confirm"_s));
    else if (diff->confirm)
        body.insert("confirm"_L1, *diff->confirm);
    const auto answer = client->opsPost(path, body);
    if (!answer)
        return opsFailed(answer.error());
    const auto done = protocol::fromJson<protocol::RevisionAnswer>(*answer);
    if (isJson || !done)
        printJson(*answer);
    else
        printDone(*done);
    return bootstrap::kExitDone;
}

} // namespace signalbox::daemon
