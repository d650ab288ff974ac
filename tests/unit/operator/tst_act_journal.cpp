#include "fake_gateway.h"

#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/acts/act_journal.h"
#include "backend/operator/server/acts/audit_list.h"
#include "backend/operator/server/acts/audit_retention.h"
#include "backend/platform/storage/migrations.h"

#include <QCoroTask>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace signalbox;
using namespace signalbox::server;
using protocol::ActOutcome;
using protocol::AuditEntry;

namespace {

class SetClock final : public core::Clock
{
public:
    core::WallTime wall() const override { return core::wallTime(1'767'225'600'000) + since; }
    core::SteadyTime steady() const override { return core::SteadyTime(1000s) + since; }
    core::milliseconds since {0};
};

Act act(const QString &reason = u"because"_s, const QByteArray &key = {}, const QByteArray &body = "hash")
{
    return {.actor = u"rosa"_s,
            .role = u"operator"_s,
            .address = u"10.0.0.1"_s,
            .name = u"POST /ops/v1/things"_s,
            .reason = reason,
            .idempotencyKey = key,
            .bodyHash = body};
}

ActJournal::Change named(const QString &name)
{
    return [name](storage::Connection &connection) -> Result<ActEffect> {
        const auto done = connection.execute(
            u"INSERT INTO signalbox_operators (name, role, token_hash, addresses, created_ms, created_by) "
             "VALUES (?, 'viewer', ?, '[]', 0, '')"_s,
            {name, name});
        if (!done)
            return std::unexpected(done.error());
        return ActEffect {.target = name, .before = u"-"_s, .after = name, .answer = {{"name"_L1, name}}};
    };
}

} // namespace

class TstActJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock.since = 0ms;
        m_told.clear();
        m_store = test::memoryStore();
        m_metrics = std::make_unique<metrics::Registry>();
        m_journal = std::make_unique<ActJournal>(
            *m_store, m_clock, [this](const AuditEntry &entry) { m_told.push_back(entry); }, m_metrics.get());
    }

    void cleanup()
    {
        m_journal.reset();
        m_store.reset();
    }

    void changeEntryAndAnswerAreOne()
    {
        const auto outcome = commit(act(u"a reason"_s), named(u"a"_s));
        QVERIFY(outcome);
        QCOMPARE(outcome->answer, (QJsonObject {{"name"_L1, u"a"_s}, {"auditId"_L1, u"1"_s}}));
        QVERIFY(!outcome->replayed);
        QCOMPARE(m_told.size(), size_t(1));
        const AuditEntry &entry = m_told.front();
        QCOMPARE(entry.id, u"1"_s);
        QCOMPARE(entry.actor, u"rosa"_s);
        QCOMPARE(entry.role, u"operator"_s);
        QCOMPARE(entry.address, u"10.0.0.1"_s);
        QCOMPARE(entry.act, u"POST /ops/v1/things"_s);
        QCOMPARE(entry.target, u"a"_s);
        QCOMPARE(entry.reason, u"a reason"_s);
        QCOMPARE(entry.outcome, ActOutcome::Done);
        QCOMPARE(entry.at, m_clock.wall());
        QCOMPARE(all(), m_told);
        QCOMPARE(number(u"SELECT count(*) FROM signalbox_operators"_s), 1);
        QCOMPARE(m_metrics->read("signalbox_audit_entries_total").front().value, 1.0);
    }

    void whatFailsChangesNothingAndIsKept()
    {
        QVERIFY(commit(act(), named(u"a"_s)));
        Act again = act();
        again.target = u"a"_s;
        const auto failed = commit(again, [](storage::Connection &connection) -> Result<ActEffect> {
            (void)connection.execute(u"DELETE FROM signalbox_operators"_s);
            return fail(ErrorCode::Conflict, PublicText(u"it has moved on"_s), LogDetail(u"secret"_s));
        });
        QCOMPARE(failed.error().code, ErrorCode::Conflict);
        QCOMPARE(number(u"SELECT count(*) FROM signalbox_operators"_s), 1);
        QCOMPARE(all().size(), size_t(2));
        QCOMPARE(all()[1].outcome, ActOutcome::Failed);
        QCOMPARE(all()[1].target, u"a"_s);
        QCOMPARE(all()[1].after, u"it has moved on"_s);
        QVERIFY(verdict().ok);
    }

    void sameKeySameAnswer()
    {
        const auto first = commit(act({}, "key"), named(u"a"_s));
        const auto second = commit(act({}, "key"), named(u"b"_s));
        QVERIFY(second);
        QVERIFY(second->replayed);
        QCOMPARE(second->answer, first->answer);
        QCOMPARE(number(u"SELECT count(*) FROM signalbox_operators"_s), 1);
        QCOMPARE(m_told.size(), size_t(1));
        const auto other = commit(act({}, "key", "another body"), named(u"c"_s));
        QCOMPARE(other.error().code, ErrorCode::Conflict);
        const http::Response answer = actAnswer(other);
        QCOMPARE(answer.status, 409);
        QVERIFY(answer.body.contains("idempotency_conflict"));
        // Somebody else's key is another key, and after a day it is free again.
        Act theirs = act({}, "key", "another body");
        theirs.actor = u"otto"_s;
        QVERIFY(!commit(theirs, named(u"d"_s))->replayed);
        m_clock.since = 24h;
        QVERIFY(!commit(act({}, "key", "another body"), named(u"e"_s))->replayed);
        QCOMPARE(number(u"SELECT count(*) FROM signalbox_idempotency"_s), 1);
    }

    void failuresAreNotRemembered()
    {
        const auto broken = [](storage::Connection &) -> Result<ActEffect> {
            return fail(ErrorCode::Unavailable, PublicText(u"later"_s));
        };
        QVERIFY(!commit(act({}, "key"), broken));
        QVERIFY(!commit(act({}, "key"), named(u"a"_s))->replayed);
    }

    void refusalsAreKeptAndBounded()
    {
        m_journal->refused(act({}), u"this needs the role admin"_s);
        QTRY_COMPARE(m_told.size(), size_t(1));
        QCOMPARE(m_told[0].outcome, ActOutcome::Refused);
        QCOMPARE(m_told[0].after, u"this needs the role admin"_s);
        Act unknown = act({});
        unknown.actor = kUnknownActor;
        for (int i = 0; i < ActJournal::kUnknownPerMinute + 50; ++i)
            m_journal->refused(unknown, u"wrong token"_s);
        QTRY_COMPARE(m_told.size(), size_t(1 + ActJournal::kUnknownPerMinute));
        QCOMPARE(m_metrics->read("signalbox_audit_dropped_total").front().value, 50.0);
        m_clock.since = 61s;
        m_journal->refused(unknown, u"wrong token"_s);
        QTRY_COMPARE(m_told.size(), size_t(2 + ActJournal::kUnknownPerMinute));
        for (int i = 0; i < ActJournal::kMostWaiting + 7; ++i)
            m_journal->refused(act({}), u"flood"_s);
        QCOMPARE(m_metrics->read("signalbox_audit_dropped_total").front().value, 57.0);
        QTRY_COMPARE(m_told.size(), size_t(2 + ActJournal::kUnknownPerMinute + ActJournal::kMostWaiting));
        QVERIFY(verdict().ok);
    }

    void anyTextComesBackAsItWasHashed()
    {
        const QString odd = u"nul "_s + QChar(0) + u" half "_s + QChar(0xd83d) + u" é 漢 \"\\\n"_s;
        const QString split = QString(8191, QChar(u'y')) + u"😀"_s;
        for (const QString &reason : {odd, QString(20'000, QChar(u'x')), split, QString()})
            QVERIFY(commit(act(reason), named(u"n%1"_s.arg(m_told.size()))));
        QVERIFY2(verdict().ok, qPrintable(verdict().problem));
        QCOMPARE(all(), m_told);
        QVERIFY(all()[1].reason.size() < 20'000);
    }

    void everyAlterationIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("brokenAt");
        for (const char *column : {"actor", "role", "address", "act", "target", "before_text", "after_text", "reason"})
            QTest::addRow("%s", column) << u"UPDATE signalbox_audit SET %1 = 'x' WHERE id = 3"_s.arg(
                QLatin1StringView(column)) << u"3"_s;
        QTest::newRow("outcome") << u"UPDATE signalbox_audit SET outcome = 'refused' WHERE id = 3"_s << u"3"_s;
        QTest::newRow("time") << u"UPDATE signalbox_audit SET at_ms = at_ms + 1 WHERE id = 3"_s << u"3"_s;
        QTest::newRow("hash") << u"UPDATE signalbox_audit SET hash = 'ff' WHERE id = 3"_s << u"3"_s;
        QTest::newRow("gone") << u"DELETE FROM signalbox_audit WHERE id = 3"_s << u"3"_s;
        QTest::newRow("first gone") << u"DELETE FROM signalbox_audit WHERE id = 1"_s << u"1"_s;
        QTest::newRow("last gone") << u"DELETE FROM signalbox_audit WHERE id = 5"_s << u"5"_s;
        QTest::newRow("all gone") << u"DELETE FROM signalbox_audit"_s << u"1"_s;
        QTest::newRow("swapped") << u"UPDATE signalbox_audit SET id = CASE id WHEN 2 THEN -4 ELSE id END"_s << u"2"_s;
        QTest::newRow("other head") << u"UPDATE signalbox_audit_head SET hash = 'ff'"_s << u"5"_s;
    }

    void everyAlterationIsFound()
    {
        QFETCH(QString, sql);
        QFETCH(QString, brokenAt);
        for (int i = 0; i < 5; ++i)
            QVERIFY(commit(act(), named(u"n%1"_s.arg(i))));
        QVERIFY(verdict().ok);
        QCOMPARE(verdict().entries, 5);
        number(sql);
        QVERIFY(!verdict().ok);
        QCOMPARE(verdict().brokenAt, brokenAt);
        QVERIFY(verdict().problem.contains(brokenAt));
    }

    /// A busy machine may hold any step up, so the steps are counted; the longest one is there to read.
    void aLongChainLeavesTheThreadFree()
    {
        constexpr int kEntries = 100'000;
        fill(kEntries);
        int ticks = 0;
        qint64 longest = 0;
        QElapsedTimer since;
        QTimer tick;
        connect(&tick, &QTimer::timeout, this, [&] {
            ++ticks;
            longest = std::max(longest, since.restart());
        });
        since.start();
        tick.start(0);
        QCOMPARE(verdict().entries, kEntries);
        QVERIFY(ticks >= kEntries / kAuditChunk);
        qInfo("verified in steps of at most %lld ms", static_cast<long long>(longest));
        ticks = 0;
        longest = 0;
        ListQuery query;
        query.filter = *protocol::Filter::parse(u"target:n4242"_s, protocol::auditFields());
        QCOMPARE(page(query).total, 11);
        QVERIFY(ticks >= kEntries / kAuditChunk);
        qInfo("filtered in steps of at most %lld ms", static_cast<long long>(longest));
    }

    void pagesFromTheNewest()
    {
        fill(30);
        ListQuery query;
        query.limit = 20;
        const auto first = page(query);
        QCOMPARE(first.items.front().id, u"30"_s);
        QCOMPARE(first.nextCursor, u"11"_s);
        QCOMPARE(first.total, 30);
        query.cursor = *first.nextCursor;
        const auto second = page(query);
        QCOMPARE(second.items.size(), size_t(10));
        QVERIFY(!second.nextCursor);
        query.cursor.clear();
        query.limit = 2;
        query.filter = *protocol::Filter::parse(u"id<11 outcome:done"_s, protocol::auditFields());
        QCOMPARE(page(query).total, 10);
        QCOMPARE(page(query).items.front().id, u"10"_s);
        query.sortField = 4; // target
        QCOMPARE(page(query).items.front().target, u"n0"_s);
        query.sortField = -1;
        query.cursor = u"x"_s;
        QCOMPARE(QCoro::waitFor(auditPage(m_store.get(), query, m_clock.wall())).error().code, ErrorCode::Gone);
    }

    void retentionExportsThenCuts()
    {
        QTemporaryDir folder;
        fill(6000);
        m_clock.since = 48h;
        QVERIFY(commit(act(), named(u"young"_s)));
        AuditRetention retention(*m_store, *m_journal, m_clock, folder.filePath(u"audit"_s));
        const auto cut = QCoro::waitFor(retention.cut(m_clock.wall() - 24h));
        QCOMPARE(cut.value_or(-1), 6000);
        const auto left = all();
        QCOMPARE(left.size(), size_t(3));
        QCOMPARE(left[0].target, u"young"_s);
        QCOMPARE(left[1].act, u"audit.cut"_s);
        QCOMPARE(left[1].target, u"1..5000"_s);
        QVERIFY2(verdict().ok, qPrintable(verdict().problem));
        QCOMPARE(QCoro::waitFor(retention.cut(m_clock.wall() - 24h)).value_or(-1), 0);

        const QStringList files = QDir(folder.filePath(u"audit"_s)).entryList(QDir::Files);
        QCOMPARE(files, (QStringList {u"audit_1_5000.jsonl"_s, u"audit_5001_6000.jsonl"_s}));
        QString previous;
        for (const QString &name : files) {
            QFile file(folder.filePath(u"audit/"_s + name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
            while (!file.atEnd()) {
                const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
                QCOMPARE(line["previous"_L1].toString(), previous);
                previous = line["hash"_L1].toString();
            }
        }
        // What the files end with is what the rest is built on.
        QCOMPARE(left[0].hash, auditHash(left[0], previous));
    }

    void whereNothingCanBeWrittenNothingIsCut()
    {
        fill(10);
        m_clock.since = 48h;
        AuditRetention retention(*m_store, *m_journal, m_clock, u"/proc/nowhere"_s);
        QCOMPARE(QCoro::waitFor(retention.cut(m_clock.wall())).error().code, ErrorCode::Io);
        QCOMPARE(all().size(), size_t(10));
    }

    void aStoreOfTheVersionBeforeIsTakenAlong()
    {
        auto store = storage::Database::open({.url = u"sqlite::memory:"_s});
        auto known = storage::loadMigrations(storage::Dialect::Sqlite,
                                             qEnvironmentVariable("SIGNALBOX_SOURCE") + u"/resources/migrations"_s);
        auto before = *known;
        std::erase_if(before, [](const storage::Migration &one) { return one.owner == u"operator"_s; });
        QVERIFY(storage::migrate(**store, before));
        QVERIFY((*store)->writeNow([](storage::Connection &connection) -> Result<QVariant> {
            (void)connection.execute(u"INSERT INTO commerce_routings (jti, request_id, state, created_ms, record) "
                                     "VALUES ('j', 'r', 'pending', 1, '{}')"_s);
            return QVariant();
        }));
        QVERIFY(storage::migrate(**store, *known));
        ActJournal journal(**store, m_clock, {});
        QVERIFY(QCoro::waitFor(journal.commit(act(), named(u"a"_s))));
        QVERIFY(AuditStore(**store).verifyNow(m_clock.wall())->ok);
        const auto rows = (*store)->readNow([](storage::Connection &connection) -> Result<QVariant> {
            return connection.query(u"SELECT count(*) FROM commerce_routings"_s)->front().front();
        });
        QCOMPARE(rows->toInt(), 1);
    }

private:
    Result<ActJournal::Outcome> commit(const Act &what, const ActJournal::Change &change)
    {
        return QCoro::waitFor(m_journal->commit(what, change));
    }

    protocol::AuditVerdict verdict() { return *QCoro::waitFor(AuditStore(*m_store).verify(m_clock.wall())); }

    protocol::Page<AuditEntry> page(const ListQuery &query)
    {
        return *QCoro::waitFor(auditPage(m_store.get(), query, m_clock.wall()));
    }

    std::vector<AuditEntry> all() { return *QCoro::waitFor(AuditStore(*m_store).after(0, 1'000'000)); }

    /// The first value of a query, or the effect of a statement.
    qint64 number(const QString &sql)
    {
        const auto done = m_store->writeNow([&sql](storage::Connection &connection) -> Result<QVariant> {
            if (!sql.startsWith(u"SELECT"_s)) {
                const auto changed = connection.execute(sql);
                return changed ? Result<QVariant>(*changed) : std::unexpected(changed.error());
            }
            return connection.query(sql)->front().front();
        });
        return done ? done->toLongLong() : -1;
    }

    /// `count` entries in one transaction.
    void fill(int count)
    {
        QVERIFY(m_store->writeNow([&](storage::Connection &connection) -> Result<QVariant> {
            auto head = *lockAuditHead(connection);
            for (int i = 0; i < count; ++i) {
                AuditEntry entry {.at = m_clock.wall(), .actor = u"rosa"_s, .target = u"n%1"_s.arg(i)};
                if (const auto added = appendAudit(connection, head, entry); !added)
                    return std::unexpected(added.error());
            }
            return QVariant();
        }));
    }

    SetClock m_clock;
    std::unique_ptr<storage::Database> m_store;
    std::unique_ptr<metrics::Registry> m_metrics;
    std::unique_ptr<ActJournal> m_journal;
    std::vector<AuditEntry> m_told;
};

QTEST_GUILESS_MAIN(TstActJournal)
#include "tst_act_journal.moc"
