#include "backend/platform/settings/env_file.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::settings;

class TstEnvFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The grammar of contract platform 6.1, value by value.
    void values_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << QByteArray("X=3000") << u"3000"_s;
        QTest::newRow("comment behind") << QByteArray("X=3000      # Server port") << u"3000"_s;
        QTest::newRow("tab before the comment") << QByteArray("X=3000\t# Server port") << u"3000"_s;
        QTest::newRow("hash belongs to the value") << QByteArray("X=#engineering") << u"#engineering"_s;
        QTest::newRow("hash inside") << QByteArray("X=a#b") << u"a#b"_s;
        QTest::newRow("only a comment") << QByteArray("X=   # nothing") << QString();
        QTest::newRow("empty") << QByteArray("X=") << QString();
        QTest::newRow("trimmed") << QByteArray("  X=  a b  ") << u"a b"_s;
        QTest::newRow("export") << QByteArray("export X=1") << u"1"_s;
        QTest::newRow("crlf") << QByteArray("X=1\r\n") << u"1"_s;
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFX=1") << u"1"_s;
        QTest::newRow("double quotes") << QByteArray("X=\"a # b\\n\\\"c\\\" \\\\ \\$HOME\"")
                                       << u"a # b\n\"c\" \\ $HOME"_s;
        QTest::newRow("double quotes and comment") << QByteArray("X=\"a\"  # why") << u"a"_s;
        QTest::newRow("unknown escape stays") << QByteArray("X=\"C:\\dir\"") << u"C:\\dir"_s;
        QTest::newRow("escaped expansion") << QByteArray("X=\"\\${HOME} \\$(ls)\"") << u"${HOME} $(ls)"_s;
        QTest::newRow("single quotes are literal") << QByteArray("X='a\\n${HOME} $(x) \"'") << u"a\\n${HOME} $(x) \""_s;
        QTest::newRow("dollar alone") << QByteArray("X=pa$word") << u"pa$word"_s;
        QTest::newRow("equals in the value") << QByteArray("X=a=b==") << u"a=b=="_s;
        QTest::newRow("utf-8") << QByteArray("X=caf\xc3\xa9") << u"café"_s;
    }

    void values()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, value);
        const EnvFile file = parseEnvFile(text, u".env"_s);
        QCOMPARE(file.findings.problems, QStringList());
        QCOMPARE(file.lines.size(), size_t(1));
        QCOMPARE(file.lines.front().name, QByteArray("X"));
        QCOMPARE(file.lines.front().value, value);
    }

    void problems_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        const QString expands
            = u".env line 2: X holds $( or ${, but nothing is expanded; put the value into single quotes"_s;
        QTest::newRow("command") << QByteArray("# c\nX=$(cat hunter2)") << expands;
        QTest::newRow("variable in double quotes") << QByteArray("\nX=\"a ${hunter2}\"") << expands;
        QTest::newRow("open single quote") << QByteArray("X='hunter2") << u".env line 1: X has no closing quote"_s;
        QTest::newRow("open double quote") << QByteArray("X=\"hunter2\\\"") << u".env line 1: X has no closing quote"_s;
        QTest::newRow("text behind the quote")
            << QByteArray("X='hunter2'x") << u".env line 1: X has text behind the closing quote"_s;
        QTest::newRow("no equals") << QByteArray("hunter2") << u".env line 1 is not NAME=value"_s;
        QTest::newRow("space before equals") << QByteArray("X = hunter2") << u".env line 1 is not NAME=value"_s;
        QTest::newRow("name starts with a digit") << QByteArray("1X=hunter2") << u".env line 1 is not NAME=value"_s;
        QTest::newRow("not utf-8") << QByteArray("X=\xff\xfe") << u".env is not UTF-8 text"_s;
        QTest::newRow("nul") << QByteArray("X=a\0b", 5) << u".env is not UTF-8 text"_s;
    }

    void problems()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, problem);
        const EnvFile file = parseEnvFile(text, u".env"_s);
        QCOMPARE(file.findings.problems, QStringList{problem});
        QVERIFY(!file.findings.problems.first().contains(u"hunter2"_s));
    }

    void laterLineWinsWithAWarning()
    {
        const EnvFile file = parseEnvFile("X=1\nY=2\nX=3\n", u"prod.env"_s);
        QCOMPARE(file.lines.size(), size_t(2));
        QCOMPARE(file.lines[0].value, u"3"_s);
        QCOMPARE(file.lines[0].line, 3);
        QCOMPARE(file.findings.warnings, QStringList{u"X is set twice in prod.env, in lines 1 and 3; the last wins"_s});
    }
};

QTEST_GUILESS_MAIN(TstEnvFile)
#include "tst_env_file.moc"
