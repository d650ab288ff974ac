#include "backend/platform/settings/live_settings.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::settings;

class TstLiveSettings : public QObject
{
    Q_OBJECT

private:
    static core::WallTime at(qint64 seconds) { return core::wallTime(seconds * 1000); }

    void makeLive()
    {
        m_inputs.catalogue = {
            {.key = "PORT", .type = Type::Integer, .defaultText = u"3000"_s, .maximum = 65535, .apply = Apply::Restart},
            {.key = "TIMEOUT", .type = Type::Integer, .defaultText = u"10"_s, .minimum = 1, .maximum = 100},
            {.key = "LIMIT", .type = Type::Integer, .defaultText = u"50"_s, .maximum = 60, .clamp = true},
            {.key = "AURORA_N", .type = Type::Integer, .defaultText = u"1"_s, .defaultIfBad = true},
            {.key = "FLAG", .type = Type::Boolean, .defaultText = u"false"_s},
            {.key = "CERT"},
            {.key = "KEY"},
            {.key = "STORE", .fixed = u"it is kept there"_s},
        };
        m_inputs.checks = {[](const Snapshot &all) -> Findings {
            if (all.isSet("CERT") == all.isSet("KEY"))
                return {};
            return {{u"CERT and KEY go together"_s}, {}};
        }};
        m_inputs.sources.optionalEnvFile.clear();
        m_inputs.sources.environment = {{"TIMEOUT", u"20"_s}};
        m_publisher = std::make_unique<Publisher>(load(m_inputs).snapshot);
        m_live = std::make_unique<LiveSettings>(m_inputs, *m_publisher);
    }

    const Snapshot &now() const
    {
        m_pinned = m_publisher->current();
        return *m_pinned;
    }

    Inputs m_inputs;
    mutable SnapshotPtr m_pinned;
    std::unique_ptr<Publisher> m_publisher;
    std::unique_ptr<LiveSettings> m_live;

private Q_SLOTS:
    void init()
    {
        m_inputs = {};
        makeLive();
    }

    void aRevisionIsStrongestAndCanBeTakenAway()
    {
        QVERIFY(m_live->adopt({{"TIMEOUT", u"30"_s}}, 1, at(1)).isEmpty());
        QCOMPARE(now().integer("TIMEOUT"), qint64(30));
        QCOMPARE(now().revision(), quint64(1));
        QCOMPARE(m_live->configured(m_inputs.catalogue[1]).number, 20.0);
        QVERIFY(m_live->adopt({{"TIMEOUT", QString()}}, 2, at(2)).isEmpty());
        QCOMPARE(now().integer("TIMEOUT"), qint64(10)); // unset, whatever the environment says
        QVERIFY(m_live->adopt({}, 3, at(3)).isEmpty());
        QCOMPARE(now().integer("TIMEOUT"), qint64(20));
        QCOMPARE(now().at("TIMEOUT").source, Source::Environment);
    }

    void anOlderRevisionThatComesLateIsIgnored()
    {
        m_live->adopt({{"TIMEOUT", u"30"_s}}, 5, at(1));
        m_live->adopt({{"TIMEOUT", u"31"_s}}, 4, at(2));
        QCOMPARE(now().integer("TIMEOUT"), qint64(30));
    }

    void whatNeedsARestartIsDueAndKeepsItsValue()
    {
        m_live->adopt({{"PORT", u"4000"_s}}, 1, at(1));
        QCOMPARE(now().integer("PORT"), qint64(3000));
        QVERIFY(now().at("PORT").restartDue);
        QCOMPARE(now().at("PORT").pending, u"4000"_s);
        m_live->adopt({}, 2, at(2));
        QVERIFY(!now().at("PORT").restartDue);
        m_live->adoptAtStart({{"PORT", u"4000"_s}}, 3, at(3));
        QCOMPARE(now().integer("PORT"), qint64(4000));
        QVERIFY(!now().at("PORT").restartDue);
    }

    void judgingChangesNothing()
    {
        QVERIFY(m_live->judge({{"TIMEOUT", u"30"_s}}, at(1)).isValid());
        QVERIFY(!m_live->judge({{"TIMEOUT", u"101"_s}}, at(1)).isValid());
        // Also what takes effect with the next start only must be good now.
        QVERIFY(!m_live->judge({{"PORT", u"70000"_s}}, at(1)).isValid());
        QVERIFY(!m_live->judge({{"CERT", u"a"_s}}, at(1)).isValid());
        QVERIFY(m_live->judge({{"CERT", u"a"_s}, {"KEY", u"b"_s}}, at(1)).isValid());
        QCOMPARE(now().integer("TIMEOUT"), qint64(20));
    }

    void oneOverrideIsJudgedByItsOwnRule()
    {
        const auto problem = [this](const QByteArray &key, const QString &text) {
            return overrideProblem(m_inputs.catalogue, key, text).value_or(QString());
        };
        QCOMPARE(problem("TIMEOUT", u"50"_s), QString());
        QVERIFY(problem("TIMEOUT", u"0"_s).startsWith(u"TIMEOUT must be a whole number between 1 and 100"_s));
        QVERIFY(problem("TIMEOUT", u"soon"_s).contains(u"whole number"_s));
        QVERIFY(problem("FLAG", u"maybe"_s).contains(u"true or false"_s));
        QVERIFY(problem("NOPE", u"1"_s).contains(u"not a setting"_s));
        QCOMPARE(problem("LIMIT", u"70"_s), QString()); // clamped, and shown as such
        QVERIFY(problem("AURORA_N", u"many"_s).contains(u"AURORA_N"_s)); // at the start it would be the default
        QCOMPARE(problem("TIMEOUT", QString()), QString());
    }

    /// A kept revision must never stop the gateway (keys that are gone, ranges that have changed).
    void whatIsNotValidAnyMoreIsLeftOut()
    {
        const QStringList dropped = m_live->adoptAtStart(
            {{"GONE", u"1"_s}, {"TIMEOUT", u"1000"_s}, {"FLAG", u"true"_s}, {"CERT", u"a"_s}, {"STORE", u"x"_s}}, 7,
            at(1));
        QCOMPARE(dropped.size(), qsizetype(4));
        QVERIFY(now().boolean("FLAG"));
        QCOMPARE(now().integer("TIMEOUT"), qint64(20));
        QVERIFY(!now().isSet("CERT"));
        QCOMPARE(now().revision(), quint64(7));
    }

    void aScheduleTakesEffectAtItsTimeAndFollowsTheClockBack()
    {
        const QString rule = u"{\"kind\":\"schedule\",\"before\":false,\"entries\":["
                             "{\"at\":\"1970-01-01T00:01:00Z\",\"value\":true}]}"_s;
        m_live->adopt({{"FLAG", rule}}, 1, at(10));
        QVERIFY(!now().boolean("FLAG"));
        m_live->followSchedules(at(59));
        QVERIFY(!now().boolean("FLAG"));
        m_live->followSchedules(at(60));
        QVERIFY(now().boolean("FLAG"));
        m_live->followSchedules(at(30)); // the clock was set back
        QVERIFY(!now().boolean("FLAG"));
        m_live->followSchedules(at(61));
        QVERIFY(now().boolean("FLAG"));
    }

    void rereadingKeepsTheOverrides()
    {
        m_live->adopt({{"TIMEOUT", u"30"_s}}, 1, at(1));
        m_inputs.sources.environment = {{"TIMEOUT", u"40"_s}, {"LIMIT", u"5"_s}};
        QVERIFY(m_live->reread(at(2)).isValid());
        QCOMPARE(now().integer("TIMEOUT"), qint64(30));
        QCOMPARE(now().integer("LIMIT"), qint64(5));
        m_inputs.sources.environment = {{"LIMIT", u"nonsense"_s}};
        QVERIFY(!m_live->reread(at(3)).isValid());
        QCOMPARE(now().integer("LIMIT"), qint64(5));
        m_live->adopt({}, 2, at(4));
        QCOMPARE(now().integer("TIMEOUT"), qint64(40)); // what the last good reading said
    }
};

QTEST_GUILESS_MAIN(TstLiveSettings)
#include "tst_live_settings.moc"
