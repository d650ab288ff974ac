#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "app/server/flags_act.h"
#include "app/server/ops_pages.h"
#include "backend/operator/protocol/settings.h"

#include <QFile>
#include <QJsonDocument>

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLongestValue = 65'536;

int usage(const QString &problem)
{
    std::fprintf(stderr, "flags: %s\n", qUtf8Printable(problem));
    return bootstrap::kExitUsage;
}

QString valueOf(const protocol::SettingView &setting)
{
    if (setting.secret)
        return setting.isSet ? u"set (…%1)"_s.arg(setting.fingerprint.value_or(QString())) : u"unset"_s;
    return setting.value.value_or(u"unset"_s);
}

QString sourceOf(const protocol::SettingView &setting)
{
    QString source = protocol::wordOf(setting.source);
    if (setting.changedIn)
        source += u" %1 by %2"_s.arg(*setting.changedIn).arg(setting.changedBy.value_or(QString()));
    if (setting.restartDue)
        source += u", restart due"_s;
    return source;
}

int list(const bootstrap::Arguments &arguments)
{
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    auto settings = readPages<protocol::SettingView>(*client, u"/settings"_s, arguments.value(u"filter"_s));
    if (!settings)
        return opsFailed(settings.error());
    if (!arguments.has(u"all"_s))
        std::erase_if(*settings, [](const protocol::SettingView &each) {
            return each.ruleKinds.empty() && each.source != protocol::SettingSource::Revision;
        });
    if (arguments.has(u"json"_s)) {
        printJson({{"items"_L1, protocol::encode(*settings)}});
        return bootstrap::kExitDone;
    }
    for (const protocol::SettingView &setting : *settings)
        std::printf("%s %s %s\n", qUtf8Printable(column(setting.key, 40)), qUtf8Printable(column(valueOf(setting), 30)),
                    qUtf8Printable(sourceOf(setting)));
    return bootstrap::kExitDone;
}

int getOne(const bootstrap::Arguments &arguments)
{
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    const auto body = client->opsGet(u"/settings/"_s + arguments.positional.constFirst());
    if (!body)
        return opsFailed(body.error());
    const auto setting = protocol::fromJson<protocol::SettingView>(*body);
    if (arguments.has(u"json"_s) || !setting)
        printJson(*body);
    else
        std::printf("%s\n", qUtf8Printable(valueOf(*setting)));
    return bootstrap::kExitDone;
}

/// One `KEY=VALUE` as a wish; `KEY` alone takes the value from stdin.
std::expected<QJsonObject, QString> wishOf(const QString &word, bool fromStdin)
{
    const qsizetype equals = word.indexOf(u'=');
    if (fromStdin) {
        QFile input;
        if (equals >= 0 || !input.open(stdin, QIODevice::ReadOnly))
            return std::unexpected(u"with --stdin give the key alone"_s);
        QByteArray bytes = input.read(kLongestValue);
        if (bytes.endsWith('\n'))
            bytes.chop(1);
        return QJsonObject {{"key"_L1, word}, {"value"_L1, QString::fromUtf8(bytes)}};
    }
    if (equals <= 0)
        return std::unexpected(u"%1 is not KEY=VALUE"_s.arg(word));
    return QJsonObject {{"key"_L1, word.first(equals)}, {"value"_L1, word.sliced(equals + 1)}};
}

int set(const bootstrap::Arguments &arguments)
{
    QJsonArray changes;
    const bool fromStdin = arguments.has(u"stdin"_s);
    if (fromStdin && arguments.positional.size() != 1)
        return usage(u"--stdin takes one key"_s);
    for (const QString &word : arguments.positional) {
        const auto wish = wishOf(word, fromStdin);
        if (!wish)
            return usage(wish.error());
        changes.append(*wish);
    }
    for (const QString &key : arguments.options.value(u"clear"_s))
        changes.append(QJsonObject {{"key"_L1, key}});
    if (changes.isEmpty())
        return usage(u"KEY=VALUE or --clear KEY is missing"_s);
    QJsonObject body {{"changes"_L1, changes}};
    if (arguments.has(u"guard"_s)) {
        const QJsonObject guard = QJsonDocument::fromJson(arguments.value(u"guard"_s).toUtf8()).object();
        if (guard.isEmpty())
            return usage(u"--guard must be a JSON object"_s);
        body.insert("guard"_L1, guard);
    }
    if (arguments.has(u"back-after"_s))
        body.insert("backAfterSec"_L1, arguments.value(u"back-after"_s).toLongLong());
    return runFlagAct(arguments, u"/revisions"_s, body);
}

int rollback(const bootstrap::Arguments &arguments)
{
    bool ok = false;
    const qint64 number = arguments.positional.constFirst().toLongLong(&ok);
    if (!ok || number < 0)
        return usage(u"the revision must be a number; 0 is everything as configured"_s);
    return runFlagAct(arguments, u"/revisions/rollback"_s, {{"to"_L1, number}});
}

int diff(const bootstrap::Arguments &arguments)
{
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    QUrlQuery query;
    if (arguments.positional.size() > 1)
        query.addQueryItem(u"against"_s, arguments.positional[1]);
    const auto body = client->opsGet(u"/revisions/%1/diff"_s.arg(arguments.positional.constFirst()), query);
    if (!body)
        return opsFailed(body.error());
    const auto found = protocol::fromJson<protocol::RevisionDiff>(*body);
    if (arguments.has(u"json"_s) || !found)
        printJson(*body);
    else
        printDiff(*found);
    return bootstrap::kExitDone;
}

} // namespace

bootstrap::Command flagsListCommand()
{
    return {.name = u"flags list"_s,
            .help = u"Flags and settings that a revision sets, of a running gateway."_s,
            .options = opsOptions()
                + QList<QCommandLineOption>{{u"all"_s, u"Every setting."_s},
                                            {u"filter"_s, u"The filter language: service:commerce key~ENABLE"_s,
                                             u"FILTER"_s}},
            .run = list};
}

bootstrap::Command flagsGetCommand()
{
    return {.name = u"flags get"_s,
            .help = u"The value of one setting."_s,
            .options = opsOptions(),
            .positional = {u"KEY"_s},
            .run = getOne};
}

bootstrap::Command flagsSetCommand()
{
    QList<QCommandLineOption> options = flagActOptions();
    options.append({u"clear"_s, u"Back to what environment, .env or default say."_s, u"KEY"_s});
    options.append({u"stdin"_s, u"Read the one value from stdin (secrets)."_s});
    options.append({u"guard"_s,
                    u"Take it back when a metric gets worse: {\"metric\":\"error_rate\",\"provider\":\"…\"}"_s,
                    u"JSON"_s});
    options.append({u"back-after"_s, u"Take it back after so many seconds."_s, u"SECONDS"_s});
    return {.name = u"flags set"_s,
            .help = u"Change settings: KEY=VALUE, or KEY={\"kind\":\"percent\",\"percent\":25} for a flag's rule."_s,
            .options = options,
            .positional = {u"[KEY=VALUE…]"_s},
            .run = set};
}

bootstrap::Command flagsRollbackCommand()
{
    return {.name = u"flags rollback"_s,
            .help = u"Restore all settings as of a revision; 0 is everything as configured."_s,
            .options = flagActOptions(),
            .positional = {u"REVISION"_s},
            .run = rollback};
}

bootstrap::Command flagsDiffCommand()
{
    return {.name = u"flags diff"_s,
            .help = u"What differs from one revision (the newest) to another."_s,
            .options = opsOptions(),
            .positional = {u"REVISION"_s, u"[AGAINST]"_s},
            .run = diff};
}

} // namespace signalbox::daemon
