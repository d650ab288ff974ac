#include "levers_fixture.h"

#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/revisions/setting_views.h"
#include "backend/platform/storage/migrations.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::server;
using protocol::RequestedChange;

class TstRevisions : public QObject
{
    Q_OBJECT

private:
    static RequestedChange to(const QString &key, const QString &value) { return {.key = key, .value = value}; }
    static RequestedChange clear(const QString &key) { return {.key = key}; }

    static RequestedChange percent(const QString &key, double share)
    {
        return {.key = key, .rule = protocol::FlagRule {.kind = protocol::RuleKind::Percent, .percent = share}};
    }

    protocol::ChainVerdict verdict() { return QCoro::waitFor(m_all->levers->revisions.verify()).value(); }

    /// All bytes of the store's files.
    QByteArray storeBytes() const
    {
        QByteArray all;
        for (const QString &name : {u"store.db"_s, u"store.db-wal"_s}) {
            QFile file(m_all->folder.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }

    std::unique_ptr<test::LeversFixture> m_all;

private Q_SLOTS:
    void init() { m_all = std::make_unique<test::LeversFixture>(); }
    void cleanup() { m_all.reset(); }

    void aFlipIsInForceAndTold()
    {
        QCOMPARE(m_all->flip({to(u"LIMIT"_s, u"20"_s), percent(u"FLAG"_s, 100)}).value(), qint64(1));
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
        QVERIFY(m_all->now().flag("FLAG", "anybody"));
        QCOMPARE(m_all->now().revision(), quint64(1));
        QCOMPARE(m_all->events.size(), size_t(1));
        QCOMPARE(m_all->notes.size(), size_t(1));
        QCOMPARE(m_all->notes.front().actor, u"alice"_s);
        QVERIFY(m_all->notes.front().what.contains(u"LIMIT: 10 → 20"_s));
        const auto view = settingView(m_all->levers->revisions,
                                      *settings::definitionOf(m_all->inputs.catalogue, "LIMIT"), m_all->now());
        QCOMPARE(view.changedBy.value(), u"alice"_s);
        QCOMPARE(view.changedIn.value(), qint64(1));
        QCOMPARE(view.configured.value(), u"10"_s);
    }

    void badWishesNameTheMember_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        QTest::newRow("unknown") << u"NOPE"_s << u"1"_s << u"unknown_setting"_s << u"changes[0].key"_s;
        QTest::newRow("fixed") << u"SIGNALBOX_STORE_KEY"_s << u"1"_s << u"not_settable"_s << u"changes[0].key"_s;
        QTest::newRow("range") << u"LIMIT"_s << u"101"_s << u"bad_value"_s << u"changes[0].value"_s;
        QTest::newRow("type") << u"LIMIT"_s << u"many"_s << u"bad_value"_s << u"changes[0].value"_s;
        QTest::newRow("nul") << u"NAME"_s << QString(QChar(u'\0')) << u"bad_value"_s << u"changes[0].value"_s;
        QTest::newRow("long") << u"NAME"_s << QString(70'000, u'x') << u"bad_value"_s << u"changes[0].value"_s;
        QTest::newRow("together") << u"CERT"_s << u"a.pem"_s << u"bad_settings"_s << u"changes"_s;
    }

    void badWishesNameTheMember()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, code);
        QFETCH(QString, field);
        const auto planned = m_all->plan({to(key, value)});
        QVERIFY(!planned);
        QCOMPARE(planned.error().status, 400);
        QCOMPARE(planned.error().error.code, code);
        QCOMPARE(planned.error().error.field.value(), field);
        QCOMPARE(m_all->now().revision(), quint64(0));
    }

    void rulesOnlyWhereTheyAreRead()
    {
        const auto planned = m_all->plan({percent(u"SWITCH"_s, 5)});
        QVERIFY(!planned);
        QCOMPARE(planned.error().error.field.value(), u"changes[0].value"_s.replace(u"value"_s, u"rule"_s));
        QVERIFY(!m_all->plan({percent(u"LIMIT"_s, 5)}));
        QVERIFY(!m_all->plan({{.key = u"FLAG"_s, .value = u"true"_s, .rule = protocol::FlagRule()}}));
    }

    void whatIsSoAlreadyIsNoChange()
    {
        const auto done = m_all->flip({to(u"NAME"_s, u"from-env"_s)});
        QVERIFY(!done);
        QCOMPARE(done.error().error.code, u"no_change"_s);
    }

    void dangerAsksForTheName()
    {
        QVERIFY(!m_all->plan({to(u"LIMIT"_s, u"20"_s)})->diff.confirm);
        const auto plan = m_all->plan({to(u"SWITCH"_s, u"false"_s), to(u"LIMIT"_s, u"20"_s)});
        QCOMPARE(plan->diff.confirm.value(), u"SWITCH"_s);
        QCOMPARE(plan->diff.changes.size(), size_t(2));
    }

    /// Two consoles flip the same key: one of them is told of the other's revision.
    void ofTwoWritersOneIsTold()
    {
        const auto first = m_all->plan({to(u"LIMIT"_s, u"20"_s)});
        const auto second = m_all->plan({to(u"LIMIT"_s, u"30"_s)});
        QVERIFY(QCoro::waitFor(m_all->levers->revisions.commit(m_all->act(), *first, {})));
        const auto refused = QCoro::waitFor(m_all->levers->revisions.commit(m_all->act(), *second, {}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().status, 409);
        QCOMPARE(refused.error().error.details->value(u"revision"_s).toInteger(), qint64(1));
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
    }

    void whatNeedsARestartIsDue()
    {
        const auto plan = m_all->plan({to(u"PORT"_s, u"4000"_s)});
        QCOMPARE(plan->diff.restartDue, std::vector<QString> {u"PORT"_s});
        m_all->flip({to(u"PORT"_s, u"4000"_s)}).value();
        QCOMPARE(m_all->now().integer("PORT"), qint64(3000));
        const auto view = settingView(m_all->levers->revisions,
                                      *settings::definitionOf(m_all->inputs.catalogue, "PORT"), m_all->now());
        QVERIFY(view.restartDue);
        QCOMPARE(view.pending.value(), u"4000"_s);
    }

    void secretsCanBeSetAndNeverRead()
    {
        const auto refused = m_all->plan({to(u"TOKEN"_s, u"s3cret-value-one"_s)}, false);
        QCOMPARE(refused.error().status, 403);
        m_all->flip({to(u"TOKEN"_s, u"s3cret-value-one"_s)}).value();
        m_all->flip({to(u"TOKEN"_s, u"s3cret-value-two"_s)}).value();
        QCOMPARE(m_all->now().text("TOKEN"), u"s3cret-value-two"_s);
        QVERIFY(!storeBytes().contains("s3cret-value"));
        for (const QByteArray &event : m_all->events)
            QVERIFY(!event.contains("s3cret-value"));
        const auto change = QCoro::waitFor(m_all->levers->revisions.find(2))->changes.front();
        QVERIFY(change.secret);
        QCOMPARE(change.before.value(), fingerprintOf(u"s3cret-value-one"_s));
        QCOMPARE(change.after.value(), fingerprintOf(u"s3cret-value-two"_s));

        // Back to the secret of then, also after a restart.
        m_all->restart();
        QCOMPARE(m_all->now().text("TOKEN"), u"s3cret-value-two"_s);
        m_all->rollBack(1).value();
        QCOMPARE(m_all->now().text("TOKEN"), u"s3cret-value-one"_s);
        const QFile key(m_all->folder.filePath(u"store.key"_s));
        QCOMPARE(key.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void aSecretThatCannotBeOpenedIsLeftOut()
    {
        m_all->flip({to(u"TOKEN"_s, u"s3cret-value-one"_s), to(u"LIMIT"_s, u"20"_s)}).value();
        m_all->restart(QString(64, u'a'));
        QVERIFY(!m_all->now().isSet("TOKEN"));
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
        m_all->flip({to(u"LIMIT"_s, u"30"_s)}).value();
        std::vector<protocol::SkippedKey> skipped;
        m_all->flip({clear(u"TOKEN"_s)}).value();
        m_all->rollBack(1, &skipped).value();
        QCOMPARE(skipped.size(), size_t(1));
        QCOMPARE(skipped.front().key, u"TOKEN"_s);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
    }

    void aRollbackRestoresTheWholeSet()
    {
        m_all->flip({to(u"LIMIT"_s, u"20"_s), to(u"NAME"_s, u"one"_s)}).value();
        m_all->flip({to(u"LIMIT"_s, u"30"_s), percent(u"FLAG"_s, 100)}).value();
        m_all->flip({clear(u"NAME"_s), to(u"SWITCH"_s, u"false"_s)}).value();
        QCOMPARE(m_all->now().text("NAME"), u"from-env"_s);
        QCOMPARE(m_all->rollBack(1).value(), qint64(4));
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
        QCOMPARE(m_all->now().text("NAME"), u"one"_s);
        QVERIFY(!m_all->now().flag("FLAG", "x"));
        QVERIFY(m_all->now().boolean("SWITCH"));
        QCOMPARE(QCoro::waitFor(m_all->levers->revisions.find(4))->rollbackOf.value(), qint64(1));
        QCOMPARE(m_all->rollBack(0).value(), qint64(5));
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(10));
        QCOMPARE(m_all->rollBack(3).value(), qint64(6));
        QVERIFY(!m_all->now().boolean("SWITCH"));
        QVERIFY(verdict().ok);
        QCOMPARE(verdict().revisions, qint64(6));
    }

    void keysThatAreGoneAreSkippedAndListed()
    {
        m_all->flip({to(u"NAME"_s, u"one"_s), to(u"LIMIT"_s, u"20"_s)}).value();
        m_all->flip({clear(u"NAME"_s), to(u"LIMIT"_s, u"30"_s)}).value();
        std::erase_if(m_all->inputs.catalogue, [](const settings::Definition &each) { return each.key == "NAME"; });
        m_all->restart();
        std::vector<protocol::SkippedKey> skipped;
        m_all->rollBack(1, &skipped).value();
        QCOMPARE(skipped.size(), size_t(1));
        QCOMPARE(skipped.front().key, u"NAME"_s);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
        // One that is in force and gone can still be cleared, and never stops a start.
        m_all->restart();
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
    }

    /// From the version before, with what it has kept.
    void theMigrationKeepsWhatIsThere()
    {
        const auto store = *storage::Database::open({.url = u"sqlite::memory:"_s});
        const QString root = QString::fromUtf8(qgetenv("SIGNALBOX_SOURCE")) + u"/resources/migrations"_s;
        const auto known = storage::loadMigrations(store->dialect(), root).value();
        auto before = known;
        std::erase_if(before,
                      [](const storage::Migration &each) { return each.owner == u"operator" && each.number > 1; });
        QVERIFY(storage::migrate(*store, before));
        ActJournal journal(*store, m_all->clock, {});
        const auto noted = QCoro::waitFor(journal.commit(
            m_all->act(), [](storage::Connection &) -> Result<ActEffect> { return ActEffect {.target = u"x"_s}; }));
        QVERIFY(noted);
        QVERIFY(storage::migrate(*store, known)->contains(u"002_revisions.sql"_s));
        int entries = 0;
        QVERIFY(store->readNow([&entries](storage::Connection &connection) -> Result<QVariant> {
            entries = connection.query(u"SELECT COUNT(*) FROM signalbox_audit"_s)->front().front().toInt();
            return readRevisionHead(connection)->number;
        }));
        QCOMPARE(entries, 1);
    }

    void aChangedRowBreaksTheChain()
    {
        for (int i = 0; i < 5; ++i)
            m_all->flip({to(u"LIMIT"_s, QString::number(20 + i))}).value();
        QVERIFY(verdict().ok);
        (void)m_all->store->writeNow([](storage::Connection &connection) -> Result<QVariant> {
            const auto done = connection.execute(u"UPDATE signalbox_revisions SET reason = 'other' WHERE number = 3"_s);
            return done ? Result<QVariant>(QVariant()) : std::unexpected(done.error());
        });
        QVERIFY(!verdict().ok);
        QCOMPARE(verdict().brokenAt.value(), qint64(3));
    }

    void aClockThatStepsBackChangesNothing()
    {
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}).value();
        m_all->clock.stepBack(std::chrono::hours(2));
        QCOMPARE(m_all->flip({to(u"LIMIT"_s, u"30"_s)}).value(), qint64(2));
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(30));
        m_all->restart();
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(30));
        QVERIFY(verdict().ok);
        const auto history = QCoro::waitFor(m_all->levers->revisions.history());
        QCOMPARE(history.front().number, qint64(2));
    }

    void anotherGatewaysRevisionIsTakenOver()
    {
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}).value();
        StoredRevision stored {.revision = {.number = 2, .at = m_all->clock.wall(), .actor = u"bob"_s, .id = u"2"_s},
                               .changes = {}};
        const std::vector<StoredChange> changes {{.shown = {.key = u"LIMIT"_s, .after = u"40"_s}, .text = u"40"_s}};
        stored.changes = changesToJson(changes);
        (void)m_all->store->writeNow([&](storage::Connection &connection) -> Result<QVariant> {
            const auto head = readRevisionHead(connection);
            const auto done = appendRevision(connection, *head, stored, changes, nullptr);
            return done ? Result<QVariant>(QVariant()) : std::unexpected(done.error());
        });
        QVERIFY(QCoro::waitFor(m_all->levers->revisions.catchUp()));
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(40));
        QCOMPARE(m_all->levers->revisions.present().head, qint64(2));
        QCOMPARE(m_all->events.size(), size_t(2));
    }

    /// Contract operator-console 2.2: 100 ms; five times that here, for a debug build beside others.
    void tenThousandRevisionsListQuickly()
    {
        (void)m_all->store->writeNow([this](storage::Connection &connection) -> Result<QVariant> {
            for (int number = 1; number <= 10'000; ++number) {
                const std::vector<StoredChange> changes{
                    {.shown = {.key = u"LIMIT"_s, .before = u"1"_s, .after = u"2"_s},
                     .text = QString::number(number % 100 + 1)}};
                StoredRevision stored {.revision = {.number = number, .at = m_all->clock.wall(), .actor = u"bob"_s,
                                                    .role = u"admin"_s, .reason = u"because %1"_s.arg(number)},
                                       .changes = changesToJson(changes)};
                const auto head = readRevisionHead(connection);
                if (const auto done = appendRevision(connection, *head, stored, changes, nullptr); !done)
                    return std::unexpected(done.error());
            }
            return QVariant();
        });
        m_all->restart();
        auto history = QCoro::waitFor(m_all->levers->revisions.history());
        QCOMPARE(history.size(), size_t(10'000));
        ListQuery query;
        query.filter = protocol::Filter::parse(u"reason~999$ actor:bob"_s, protocol::revisionFields()).value();
        query.sortField = 0;
        QElapsedTimer timer;
        timer.start();
        history = QCoro::waitFor(m_all->levers->revisions.history());
        const auto page = pageOf(std::move(history), query, protocol::revisionValue, &protocol::Revision::id,
                                 m_all->clock.wall());
        const qint64 took = timer.elapsed();
        qInfo("10,000 revisions filtered and sorted in %lld ms", qlonglong(took));
        QCOMPARE(page->total, qint64(10));
        QVERIFY2(took < 500, qPrintable(QString::number(took)));
        QVERIFY(verdict().ok);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(1));
    }
};

QTEST_GUILESS_MAIN(TstRevisions)
#include "tst_revisions.moc"
