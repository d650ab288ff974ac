#include "backend/platform/settings/flag_rule.h"
#include "backend/platform/settings/load.h"
#include "backend/platform/settings/parse_value.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::settings;

class TstFlagRule : public QObject
{
    Q_OBJECT

private:
    static FlagRule rule(const QString &text) { return parseFlagRule(text).value(); }

    static QString percent(double value)
    {
        return u"{\"kind\":\"percent\",\"percent\":"_s + QString::number(value) + u'}';
    }

    static QByteArray subject(int number) { return "subject-" + QByteArray::number(number); }

    static core::WallTime at(qint64 seconds) { return core::wallTime(seconds * 1000); }

    static SnapshotPtr with(const QString &text)
    {
        Inputs inputs;
        inputs.catalogue = {{.key = "FLAG", .type = Type::Boolean, .defaultText = u"false"_s, .perCaller = true}};
        inputs.sources.optionalEnvFile.clear();
        inputs.sources.overrides = {{"FLAG", text}};
        return load(inputs).snapshot;
    }

private Q_SLOTS:
    /// The numbers are what `printf 'KEY\0subject' | sha256sum | cut -c1-16` says, modulo 10,000.
    void bucketsCanBeRepeatedElsewhere()
    {
        QCOMPARE(bucketOf("LOOPGPT_ENABLE_KROGER", "key:ab12"), 3250);
        QCOMPARE(bucketOf("LOOPGPT_ENABLE_KROGER", "address:127.0.0.1"), 4353);
        QCOMPARE(bucketOf("FLAG", "subject-1"), 4481);
        QCOMPARE(bucketOf("FLAG", "Zoë"), 5734);
    }

    void aPercentageIsMetOverManySubjects()
    {
        constexpr int kSubjects = 20'000;
        for (const double share : {0.0, 1.0, 12.5, 50.0, 99.0, 100.0}) {
            const FlagRule flag = rule(percent(share));
            int on = 0;
            for (int i = 0; i < kSubjects; ++i)
                on += flag.decide("FLAG", subject(i), {}) ? 1 : 0;
            // Three standard deviations of the binomial distribution.
            const double p = share / 100;
            const double tolerance = 3 * std::sqrt(p * (1 - p) * kSubjects) + 0.5;
            QVERIFY2(std::abs(on - p * kSubjects) <= tolerance, qPrintable(u"%1 % gave %2"_s.arg(share).arg(on)));
        }
    }

    void whoIsInStaysInAsTheShareGrows()
    {
        for (int i = 0; i < 2000; ++i) {
            bool wasIn = false;
            for (const double share : {5.0, 10.0, 20.0, 50.0, 100.0}) {
                const bool isIn = rule(percent(share)).decide("FLAG", subject(i), {});
                QVERIFY(isIn || !wasIn);
                wasIn = isIn;
            }
        }
    }

    /// Who is in the tenth of one flag is not the tenth of every flag.
    void flagsAreIndependent()
    {
        int both = 0;
        for (int i = 0; i < 10'000; ++i) {
            const bool one = rule(percent(10)).decide("ONE", subject(i), {});
            both += one && rule(percent(10)).decide("TWO", subject(i), {}) ? 1 : 0;
        }
        QVERIFY2(both > 60 && both < 140, qPrintable(QString::number(both)));
    }

    void nobodyInParticularIsInNoShareAndOnNoList()
    {
        QVERIFY(!rule(percent(99.99)).decide("FLAG", {}, {}));
        QVERIFY(rule(percent(100)).decide("FLAG", {}, {}));
        const FlagRule list = rule(u"{\"kind\":\"allow\",\"subjects\":[\"key:ab12\",\"Zoë\"]}"_s);
        QVERIFY(list.decide("FLAG", "key:ab12", {}));
        QVERIFY(list.decide("FLAG", "Zoë", {}));
        QVERIFY(!list.decide("FLAG", "key:ab1", {}));
        QVERIFY(!list.decide("FLAG", {}, {}));
    }

    void aScheduleAnswersAsOfTheTime()
    {
        const FlagRule flag = rule(u"{\"kind\":\"schedule\",\"before\":true,\"entries\":["
                                   "{\"at\":\"1970-01-01T00:00:10Z\",\"value\":false},"
                                   "{\"at\":\"1970-01-01T00:00:20.500Z\",\"value\":true}]}"_s);
        QVERIFY(flag.decide("FLAG", {}, at(9)));
        QVERIFY(!flag.decide("FLAG", {}, at(10)));
        QVERIFY(!flag.decide("FLAG", {}, at(20)));
        QVERIFY(flag.decide("FLAG", {}, at(21)));
        QCOMPARE(flag.nextChange(at(0)).value(), at(10));
        QCOMPARE(flag.nextChange(at(10)).value(), core::wallTime(20'500));
        QVERIFY(!flag.nextChange(at(21)));
        QCOMPARE(rule(flag.toText()).entries, flag.entries);
        QCOMPARE(rule(flag.toText()).before, flag.before);
    }

    void canonicalTextsReadBackTheSame()
    {
        for (const QString &text : {percent(12.25), u"{\"kind\":\"allow\",\"subjects\":[\"a\",\"b\"]}"_s})
            QCOMPARE(rule(text).toText(), text);
        QCOMPARE(rule(u"{\"kind\":\"on\"}"_s).toText(), u"true"_s);
        QCOMPARE(rule(u"{\"kind\":\"off\"}"_s).toText(), u"false"_s);
        // Written in another order it is the same rule and the same text.
        QCOMPARE(rule(u"{\"subjects\":[\"b\",\"a\"], \"kind\":\"allow\"}"_s).toText(),
                 u"{\"kind\":\"allow\",\"subjects\":[\"a\",\"b\"]}"_s);
    }

    void brokenRulesSayWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("no json") << u"{kind"_s << u"rule in JSON"_s;
        QTest::newRow("kind") << u"{\"kind\":\"sometimes\"}"_s << u"kinds"_s;
        QTest::newRow("over 100") << percent(100.01) << u"0 to 100"_s;
        QTest::newRow("negative") << percent(-1) << u"0 to 100"_s;
        QTest::newRow("too fine") << percent(1.001) << u"two decimals"_s;
        QTest::newRow("text") << u"{\"kind\":\"percent\",\"percent\":\"5\"}"_s << u"0 to 100"_s;
        QTest::newRow("no list") << u"{\"kind\":\"allow\"}"_s << u"list"_s;
        QTest::newRow("empty name") << u"{\"kind\":\"allow\",\"subjects\":[\"\"]}"_s << u"characters"_s;
        QTest::newRow("no entries") << u"{\"kind\":\"schedule\",\"entries\":[]}"_s << u"entries"_s;
        QTest::newRow("local time")
            << u"{\"kind\":\"schedule\",\"entries\":[{\"at\":\"2026-01-01T00:00:00\",\"value\":true}]}"_s << u"UTC"_s;
        QTest::newRow("order")
            << u"{\"kind\":\"schedule\",\"entries\":[{\"at\":\"2026-01-02T00:00:00Z\",\"value\":true},"
               "{\"at\":\"2026-01-01T00:00:00Z\",\"value\":false}]}"_s
            << u"order"_s;
    }

    void brokenRulesSayWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const auto parsed = parseFlagRule(text);
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().contains(part), qPrintable(parsed.error()));
    }

    void onlyARevisionMayCarryARule()
    {
        const Definition flag {.key = "FLAG", .type = Type::Boolean, .perCaller = true};
        Findings findings;
        parseValue(flag, {percent(10), Source::Environment, {}}, findings);
        QCOMPARE(findings.problems.size(), qsizetype(1));
        findings = {};
        QVERIFY(parseValue(flag, {percent(10), Source::Revision, {}}, findings).rule);
        QVERIFY(findings.problems.isEmpty());
        const Definition whole {.key = "FLAG", .type = Type::Boolean};
        parseValue(whole, {percent(10), Source::Revision, {}}, findings);
        QVERIFY(findings.problems.value(0).contains(u"not read for each caller"_s));
    }

    void aSnapshotAsksTheRule()
    {
        const SnapshotPtr ruled = with(u"{\"kind\":\"allow\",\"subjects\":[\"a\"]}"_s);
        QVERIFY(ruled->flag("FLAG", "a"));
        QVERIFY(!ruled->flag("FLAG", "b"));
        QVERIFY(!ruled->boolean("FLAG"));
        QCOMPARE(ruled->perSubjectFlags(), QByteArrayList {"FLAG"});
        const SnapshotPtr plain = with(u"true"_s);
        QVERIFY(plain->flag("FLAG", "a") && plain->flag("FLAG", {}));
        QVERIFY(plain->perSubjectFlags().isEmpty());
    }

    /// Contract operator-console 2.3: 0.5 µs without, 2 µs with a rule. Ten times that here, because a test may run in
    /// a debug build beside others; `-v` prints the figures.
    void readingIsFast()
    {
        const auto nsPerRead = [](const SnapshotPtr &snapshot) {
            constexpr int kReads = 50'000;
            const auto start = std::chrono::steady_clock::now();
            int on = 0;
            for (int i = 0; i < kReads; ++i)
                on += snapshot->flag("FLAG", "key:0123456789abcdef") ? 1 : 0;
            const auto took = std::chrono::steady_clock::now() - start;
            return double(std::chrono::nanoseconds(took).count()) / kReads + (on < 0 ? 1 : 0);
        };
        const double plain = nsPerRead(with(u"true"_s));
        const double ruled = nsPerRead(with(percent(25)));
        qInfo("a flag: %.0f ns static, %.0f ns with a percentage", plain, ruled);
        QVERIFY(plain < 5'000);
        QVERIFY(ruled < 20'000);
    }
};

QTEST_GUILESS_MAIN(TstFlagRule)
#include "tst_flag_rule.moc"
