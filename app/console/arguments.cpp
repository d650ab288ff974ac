#include "app/console/arguments.h"

#include "app/bootstrap/exit_codes.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <vector>

namespace signalbox::console {

using namespace Qt::StringLiterals;

std::expected<Arguments, Usage> parseArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Console of the Signalbox agent gateway."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption attach(u"attach"_s, u"Attach to the operator address of a running gateway; the token is read from SIGNALBOX_OPS_TOKEN."_s, u"URL"_s);
    const QCommandLineOption sandbox(u"sandbox"_s, u"Start a gateway with stand-ins of every outside party and invented traffic."_s);
    const QCommandLineOption readOnly(u"readonly"_s, u"Refuse every act."_s);
    const QCommandLineOption dataDir(u"data-dir"_s, u"Keep the gateway's store in this folder."_s, u"DIR"_s);
    const QCommandLineOption headless(u"headless"_s, u"Run signalboxd serve instead."_s);
    parser.addOptions({attach, sandbox, readOnly, dataDir, headless});
    if (!parser.parse(arguments))
        return std::unexpected(Usage {parser.errorText() + u"\n\n"_s + parser.helpText(), bootstrap::kExitUsage});
    if (parser.isSet(help))
        return std::unexpected(Usage {parser.helpText(), bootstrap::kExitDone});
    if (parser.isSet(version))
        return std::unexpected(Usage {u"signalbox "_s + QString::fromLatin1(SIGNALBOX_VERSION) + u'\n', bootstrap::kExitDone});
    if (!parser.positionalArguments().isEmpty())
        return std::unexpected(Usage {u"Unexpected argument: "_s + parser.positionalArguments().first() + u"\n\n"_s + parser.helpText(), bootstrap::kExitUsage});
    Arguments out;
    out.sandbox = parser.isSet(sandbox);
    out.readOnly = parser.isSet(readOnly);
    out.dataDir = parser.value(dataDir);
    out.token = qgetenv("SIGNALBOX_OPS_TOKEN");
    if (parser.isSet(attach)) {
        const QUrl url(parser.value(attach), QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty() || !url.scheme().startsWith("http"_L1) || out.sandbox)
            return std::unexpected(Usage {u"--attach needs an http or https address, and no --sandbox\n\n"_s + parser.helpText(), bootstrap::kExitUsage});
        out.attach = url;
    }
    return out;
}

int printUsage(const Usage &usage)
{
    std::fprintf(usage.exitCode == 0 ? stdout : stderr, "%s", qUtf8Printable(usage.text));
    return usage.exitCode;
}

std::optional<int> runHeadlessIfAsked(int argc, char *argv[])
{
    std::vector<char *> rest;
    bool asked = false;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--headless") == 0)
            asked = true;
        else
            rest.push_back(argv[i]);
    }
    if (!asked)
        return std::nullopt;
    const QByteArray program
        = QFileInfo(QFileInfo(u"/proc/self/exe"_s).canonicalFilePath()).path().toLocal8Bit() + "/signalboxd";
    QByteArray serve = "serve";
    std::vector<char *> handed {const_cast<char *>(program.constData()), serve.data()};
    handed.insert(handed.end(), rest.begin(), rest.end());
    handed.push_back(nullptr);
    ::execv(program.constData(), handed.data());
    std::fprintf(stderr, "cannot start %s: %s\n", program.constData(), std::strerror(errno));
    return bootstrap::kExitFailure;
}

} // namespace signalbox::console
