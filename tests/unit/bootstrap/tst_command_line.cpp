#include "app/bootstrap/command_line.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::bootstrap;

namespace {

const Commands &commands()
{
    static const Commands all{
        {.name = u"serve"_s,
         .help = u"Serves."_s,
         .options = {{u"port"_s, u"Port."_s, u"n"_s},
                     {u"env-file"_s, u"File."_s, u"path"_s},
                     {{u"q"_s, u"quiet"_s}, u"Quiet."_s}},
         .run = [](const Arguments &) { return 7; }},
        {.name = u"config check"_s,
         .help = u"Checks."_s,
         .run = [](const Arguments &) { return 78; },
         .alias = u"--check-config"_s},
        {.name = u"soak"_s, .help = u"Soaks."_s, .options = {{u"scope"_s, u"Scope."_s, u"s"_s, u"quick"_s}}},
        {.name = u"restore"_s, .help = u"Restores."_s, .positional = {u"file"_s}},
        {.name = u"report compare"_s, .help = u"Compares."_s, .positional = {u"files…"_s}},
    };
    return all;
}

QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class TstCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("serve") << u"serve"_s;
        QTest::newRow("serve --port 80") << u"serve"_s;
        QTest::newRow("config check") << u"config check"_s;
        QTest::newRow("--check-config") << u"config check"_s;
        QTest::newRow("soak --scope all") << u"soak"_s;
        QTest::newRow("restore a.tar.gz") << u"restore"_s;
        QTest::newRow("report compare a b c") << u"report compare"_s;
    }

    void finds()
    {
        QFETCH(QString, command);
        const auto invocation = parseCommandLine(u"signalboxd"_s, commands(), words(QTest::currentDataTag()));
        QVERIFY2(invocation.has_value(), invocation ? "" : qPrintable(invocation.error().text));
        QCOMPARE(invocation->command->name, command);
    }

    void optionsAndDefaults()
    {
        const auto invocation
            = parseCommandLine(u"d"_s, commands(), words("serve --env-file=a --env-file b -q --port 0"));
        QVERIFY(invocation.has_value());
        const Arguments &arguments = invocation->arguments;
        QCOMPARE(arguments.options[u"env-file"_s], QStringList({u"a"_s, u"b"_s}));
        QCOMPARE(arguments.value(u"port"_s), u"0"_s);
        QVERIFY(arguments.has(u"q"_s));
        QVERIFY(!parseCommandLine(u"d"_s, commands(), words("serve"))->arguments.has(u"port"_s));
        QCOMPARE(parseCommandLine(u"d"_s, commands(), words("soak"))->arguments.value(u"scope"_s), u"quick"_s);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::newRow("") << u"signalboxd: a command is missing"_s;
        QTest::newRow("sreve") << u"signalboxd: unknown command sreve"_s;
        QTest::newRow("config") << u"signalboxd: unknown command config"_s;
        QTest::newRow("--prot 1") << u"signalboxd: unknown option --prot"_s;
        QTest::newRow("serve --prot 1") << u"signalboxd: Unknown option 'prot'."_s;
        QTest::newRow("serve --port") << u"signalboxd: Missing value after '--port'."_s;
        QTest::newRow("serve extra") << u"signalboxd: too many arguments"_s;
        QTest::newRow("restore") << u"signalboxd: file is missing"_s;
        QTest::newRow("restore a b") << u"signalboxd: too many arguments"_s;
        QTest::newRow("report compare") << u"signalboxd: files… is missing"_s;
    }

    void refuses()
    {
        QFETCH(QString, sentence);
        const auto refused = parseCommandLine(u"signalboxd"_s, commands(), words(QTest::currentDataTag()));
        QVERIFY(!refused);
        QCOMPARE(refused.error().exitCode, 2);
        QCOMPARE(refused.error().text.section(u'\n', 0, 0), sentence);
        QVERIFY(refused.error().text.contains(u"Usage:"_s));
    }

    void helpAndVersionAreNoErrors()
    {
        const auto help = parseCommandLine(u"d"_s, commands(), {u"--help"_s});
        QCOMPARE(help.error().exitCode, 0);
        for (const Command &command : commands())
            QVERIFY(help.error().text.contains(command.name));
        const auto one = parseCommandLine(u"d"_s, commands(), words("serve --help"));
        QCOMPARE(one.error().exitCode, 0);
        QVERIFY(one.error().text.contains(u"--env-file <path>"_s));
        const auto version = parseCommandLine(u"d"_s, commands(), {u"--version"_s});
        QCOMPARE(version.error().text, u"d " SIGNALBOX_VERSION "\n"_s);
    }

    void runGivesTheCommandsCode()
    {
        QCOMPARE(runCommandLine(u"d"_s, commands(), {u"serve"_s}), 7);
        QCOMPARE(runCommandLine(u"d"_s, commands(), {u"--check-config"_s}), 78);
        QCOMPARE(runCommandLine(u"d"_s, commands(), {u"nonsense"_s}), 2);
    }
};

QTEST_GUILESS_MAIN(TstCommandLine)
#include "tst_command_line.moc"
