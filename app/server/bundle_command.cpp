#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "app/server/ops_client.h"

#include <QFile>
#include <QSaveFile>

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

int usage(const QString &problem)
{
    std::fprintf(stderr, "bundle: %s\n", qUtf8Printable(problem));
    return bootstrap::kExitUsage;
}

int bundle(const bootstrap::Arguments &arguments)
{
    const QString path = arguments.value(u"out"_s);
    if (path.isEmpty())
        return usage(u"--out FILE is missing"_s);
    if (QFile::exists(path))
        return usage(u"%1 exists"_s.arg(path));
    // Before the gateway is asked, and for nobody else's eyes: it holds addresses and paths of requests.
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return usage(u"%1 cannot be made: %2"_s.arg(path, file.errorString()));
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    const QString reason = arguments.value(u"reason"_s, u"signalboxd bundle"_s);
    const auto zip = client->download("POST", u"/bundle"_s, {}, {{"reason"_L1, reason}});
    if (!zip)
        return opsFailed(zip.error());
    if (file.write(*zip) != zip->size() || !file.commit()) {
        std::fprintf(stderr, "bundle: %s cannot be written: %s\n", qUtf8Printable(path),
                     qUtf8Printable(file.errorString()));
        return bootstrap::kExitFailure;
    }
    if (arguments.has(u"json"_s))
        printJson({{"file"_L1, path}, {"bytes"_L1, zip->size()}});
    else
        std::printf("%s: %lld bytes\n", qUtf8Printable(path), static_cast<long long>(zip->size()));
    return bootstrap::kExitDone;
}

} // namespace

bootstrap::Command bundleCommand()
{
    return {.name = u"bundle"_s,
            .help = u"Fetch the incident bundle of a running gateway: one zip, without secrets."_s,
            .options = opsOptions()
                + QList<QCommandLineOption> {{u"out"_s, u"Where to write it; it must not exist."_s, u"FILE"_s},
                                             {u"reason"_s, u"Why; it goes to the audit."_s, u"TEXT"_s}},
            .run = bundle};
}

} // namespace signalbox::daemon
