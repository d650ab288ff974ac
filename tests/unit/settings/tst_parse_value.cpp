#include "backend/platform/settings/name_distance.h"
#include "backend/platform/settings/parse_value.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::settings;

class TstParseValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void booleans_data()
    {
        QTest::addColumn<int>("wide"); // 1, 0, or -1 for a refusal
        QTest::addColumn<int>("narrow");
        for (const char *text : {"1", "true", "TRUE", "yes", "On"})
            QTest::newRow(text) << 1 << 1;
        for (const char *text : {"0", "False", "no", "off"})
            QTest::newRow(text) << 0 << 0;
        for (const char *text : {"t", "Y"})
            QTest::newRow(text) << 1 << -1;
        for (const char *text : {"f", "n"})
            QTest::newRow(text) << 0 << -1;
        for (const char *text : {"2", "enabled", "tru", "-1"})
            QTest::newRow(text) << -1 << -1;
    }

    void booleans()
    {
        QFETCH(int, wide);
        QFETCH(int, narrow);
        const QString text = QString::fromLatin1(QTest::currentDataTag());
        const auto asNumber = [](std::optional<bool> flag) { return flag ? int(*flag) : -1; };
        QCOMPARE(asNumber(parseBoolean(text)), wide);
        QCOMPARE(asNumber(parseBoolean(text, true)), narrow);
    }

    void refusals_data()
    {
        QTest::addColumn<Definition>("definition");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        const Definition port{.key = "P", .type = Type::Integer, .minimum = 0, .maximum = 65535};
        const Definition open{.key = "P", .type = Type::Integer, .unit = "ms"};
        const Definition weight{.key = "P", .type = Type::Decimal, .minimum = 0, .maximum = 1};
        const QString portProblem = u"P must be a whole number between 0 and 65535"_s;
        QTest::newRow("over") << port << u"65536"_s << portProblem;
        QTest::newRow("negative") << port << u"-1"_s << portProblem;
        QTest::newRow("not a number") << port << u"80a"_s << portProblem;
        QTest::newRow("fraction") << port << u"1.5"_s << portProblem;
        QTest::newRow("hex") << port << u"0x10"_s << portProblem;
        QTest::newRow("too long") << port << u"9999999999999999999"_s << portProblem;
        QTest::newRow("negative without a range")
            << open << u"-5"_s << u"P must be a whole number of at least 0 (ms)"_s;
        QTest::newRow("infinite") << weight << u"inf"_s << u"P must be a number between 0 and 1"_s;
        QTest::newRow("nan") << weight << u"nan"_s << u"P must be a number between 0 and 1"_s;
        QTest::newRow("comma") << weight << u"0,5"_s << u"P must be a number between 0 and 1"_s;
        QTest::newRow("boolean") << Definition{.key = "P", .type = Type::Boolean} << u"maybe"_s
                                 << u"P must be true or false"_s;
        QTest::newRow("choice") << Definition{.key = "P", .type = Type::Choice, .choices = {u"a"_s, u"b"_s}} << u"A"_s
                                << u"P must be one of a, b"_s;
        QTest::newRow("url") << Definition{.key = "P", .type = Type::Url} << u"api.example.com"_s
                             << u"P must be an absolute URL"_s;
        QTest::newRow("date") << Definition{.key = "P", .type = Type::Date} << u"2026-02-30"_s
                              << u"P must be a date such as 2026-01-31"_s;
        QTest::newRow("blocks") << Definition{.key = "P", .type = Type::Cidrs} << u"10.0.0.0/8,lan"_s
                                << u"P must be a comma-separated list of address blocks such as 10.0.0.0/8"_s;
    }

    void refusals()
    {
        QFETCH(Definition, definition);
        QFETCH(QString, text);
        QFETCH(QString, problem);
        Findings findings;
        const Value value = parseValue(definition, {text, Source::Environment, {}}, findings);
        QCOMPARE(findings.problems, QStringList{problem});
        QCOMPARE(value.source, Source::Default);
    }

    void takesGoodValues()
    {
        Findings findings;
        const auto number = [&findings](Type type, const QString &text) {
            return parseValue({.key = "P", .type = type, .minimum = -100}, {text, Source::Environment, {}}, findings)
                .number;
        };
        QCOMPARE(number(Type::Integer, u" 42 "_s), 42.0);
        QCOMPARE(number(Type::Integer, u"-7"_s), -7.0);
        QCOMPARE(number(Type::Decimal, u"0.15"_s), 0.15);
        QCOMPARE(number(Type::Decimal, u".5"_s), 0.5);
        const Definition level{.key = "P", .type = Type::Choice, .choices = {u"info"_s}, .ignoreCase = true};
        QCOMPARE(parseValue(level, {u"INFO"_s, Source::Environment, {}}, findings).text, u"info"_s);
        const Definition date{.key = "P", .type = Type::Date};
        QCOMPARE(parseValue(date, {u"2026-01-31"_s, Source::Environment, {}}, findings).text, u"2026-01-31"_s);
        QCOMPARE(findings.problems, QStringList());
    }

    void clampNamesBothValues()
    {
        Findings findings;
        const Definition timeout{.key = "T", .type = Type::Integer, .minimum = 100, .maximum = 60000, .clamp = true};
        const Value value = parseValue(timeout, {u"90000"_s, Source::Environment, {}}, findings);
        QCOMPARE(value.number, 60000.0);
        QVERIFY(value.clamped);
        QCOMPARE(findings.problems, QStringList());
        QCOMPARE(findings.warnings, QStringList{u"T is 90000, which is outside its range; 60000 is used"_s});
    }

    /// For AURORA_* a text that is no number gives the default; one outside the range is still judged.
    void lenientNumbers()
    {
        Findings findings;
        const Definition definition{
            .key = "A", .type = Type::Integer, .defaultText = u"7"_s, .maximum = 10, .defaultIfBad = true};
        const Value value = parseValue(definition, {u"seven"_s, Source::Environment, {}}, findings);
        QCOMPARE(value.number, 7.0);
        QCOMPARE(findings.problems, QStringList());
        QCOMPARE(findings.warnings.size(), qsizetype(1));
        parseValue(definition, {u"11"_s, Source::Environment, {}}, findings);
        QCOMPARE(findings.problems.size(), qsizetype(1));
    }

    void placeholders_data()
    {
        QTest::addColumn<bool>("isPlaceholderText");
        for (const char *text :
             {"<your key>", "your-api-key", "your_api_key", "change-me", "CHANGE-ME-IN-PRODUCTION", "changeme", "***"})
            QTest::newRow(text) << true;
        for (const char *text : {"sk-live-123", "yours", "a<b>", "****x"})
            QTest::newRow(text) << false;
    }

    void placeholders()
    {
        QFETCH(bool, isPlaceholderText);
        QCOMPARE(isPlaceholder(QString::fromLatin1(QTest::currentDataTag())), isPlaceholderText);
    }

    void nameDistance_data()
    {
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<bool>("isNear");
        QTest::newRow("same") << QByteArray("LOG_LEVEL") << false;
        QTest::newRow("missing") << QByteArray("LOG_LEVE") << true;
        QTest::newRow("missing inside") << QByteArray("LOGLEVEL") << true;
        QTest::newRow("added") << QByteArray("LOG_LEVELS") << true;
        QTest::newRow("replaced") << QByteArray("LOG-LEVEL") << true;
        QTest::newRow("swapped") << QByteArray("LOG_LVEEL") << true;
        QTest::newRow("two replaced") << QByteArray("LAG_LEVAL") << false;
        QTest::newRow("two added") << QByteArray("LOG_LEVEL_X") << false;
        QTest::newRow("empty") << QByteArray() << false;
    }

    void nameDistance()
    {
        QFETCH(QByteArray, other);
        QFETCH(bool, isNear);
        QCOMPARE(isOneLetterOff("LOG_LEVEL", other), isNear);
        QCOMPARE(isOneLetterOff(other, "LOG_LEVEL"), isNear);
    }
};

QTEST_GUILESS_MAIN(TstParseValue)
#include "tst_parse_value.moc"
