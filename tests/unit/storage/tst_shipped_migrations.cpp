#include "backend/platform/storage/migrations.h"
#include "backend/platform/storage/outbox.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::storage;

namespace {

QString shippedFolder()
{
    return qEnvironmentVariable("SIGNALBOX_SOURCE") + u"/resources/migrations"_s;
}

QString sqlOf(const std::vector<Migration> &migrations, const QString &id)
{
    const auto found = std::ranges::find(migrations, id, &Migration::id);
    return found == migrations.end() ? QString() : found->sql;
}

Result<qint64> run(Database &store, const QString &sql)
{
    const auto done = store.writeNow([&sql](Connection &connection) -> Result<QVariant> {
        const auto changed = connection.execute(sql);
        return changed ? Result<QVariant>(*changed) : std::unexpected(changed.error());
    });
    return done ? Result<qint64>(done->toLongLong()) : std::unexpected(done.error());
}

} // namespace

/// The migration files that are shipped.
class TstShippedMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothDialectsHaveTheSameFiles()
    {
        const auto sqlite = loadMigrations(Dialect::Sqlite, shippedFolder());
        const auto postgres = loadMigrations(Dialect::Postgres, shippedFolder());
        QVERIFY(sqlite && postgres);
        QStringList first;
        QStringList second;
        for (const Migration &migration : *sqlite)
            first += migration.owner + u'/' + migration.id;
        for (const Migration &migration : *postgres)
            second += migration.owner + u'/' + migration.id;
        QCOMPARE(first, second);
        QVERIFY(first.contains(u"approvals/002_counts.sql"_s));
    }

    void fromEmptyAndFromThePrevious()
    {
        const auto known = loadMigrations(Dialect::Sqlite, shippedFolder());
        QVERIFY(known);
        for (const bool fromPrevious : {false, true}) {
            QTemporaryDir folder;
            const auto store = Database::open({.url = u"sqlite:"_s + folder.filePath(u"store.db"_s)});
            QVERIFY(store);
            if (fromPrevious) {
                std::vector<Migration> previous = *known;
                std::erase_if(previous, [](const Migration &one) { return one.owner == u"approvals"; });
                QVERIFY(migrate(**store, previous));
                QVERIFY(run(**store, u"INSERT INTO signalbox_replicas (instance, at_ms, revision) VALUES ('a', 1, 1)"_s));
            }
            const auto applied = migrate(**store, *known);
            QVERIFY2(applied, applied ? "" : qPrintable(applied.error().detail.text()));
            QVERIFY(applied->contains(u"001_approvals.sql"_s) && applied->contains(u"002_counts.sql"_s));
            QVERIFY(schemaState(**store, *known)->pending.isEmpty());
            QVERIFY(run(**store, u"INSERT INTO approval_wa_windows (address, at_ms) VALUES ('a', 1)"_s));
        }
    }

    void countingReadsTheIndexAlone()
    {
        const auto known = loadMigrations(Dialect::Sqlite, shippedFolder());
        QVERIFY(known);
        const auto store = Database::open({.url = u"sqlite::memory:"_s});
        std::vector<Migration> first = *known;
        std::erase_if(first, [](const Migration &one) { return one.owner == u"approvals" && one.id != u"001_approvals.sql"; });
        QVERIFY(migrate(**store, first));
        QVERIFY(run(**store, u"INSERT INTO approval_prompts VALUES ('cr_1', 1, 'owner', 'imessage', 'prompt', 0, 'b', 'a', "
                             "'held', 1, 1, NULL, 0, NULL, NULL, 1, 0, 0, 0, 0, NULL, NULL, NULL, 1)"_s));
        QVERIFY(migrate(**store, *known));
        for (const QString &sql : {u"SELECT count(*) FROM approval_prompts WHERE status = 'held' AND channel = 'imessage'"_s,
                                   u"SELECT count(*) FROM approval_candidates WHERE state IN ('new', 'prompted')"_s}) {
            const auto plan = (*store)->readNow([&sql](Connection &connection) -> Result<QVariant> {
                const auto rows = connection.query(u"EXPLAIN QUERY PLAN "_s + sql);
                return rows ? Result<QVariant>(rows->front().back()) : std::unexpected(rows.error());
            });
            QVERIFY(plan);
            QVERIFY2(plan->toString().contains(u"COVERING INDEX"_s), qPrintable(plan->toString()));
        }
        const auto held = (*store)->readNow([](Connection &connection) -> Result<QVariant> {
            const auto rows = connection.query(u"SELECT count(*) FROM approval_prompts WHERE status = 'held'"_s);
            return rows ? Result<QVariant>(rows->front().front()) : std::unexpected(rows.error());
        });
        QCOMPARE(held->toInt(), 1);
    }

    void theAuditChainIsAppendOnly()
    {
        const auto known = loadMigrations(Dialect::Sqlite, shippedFolder());
        const auto store = Database::open({.url = u"sqlite::memory:"_s});
        QVERIFY(migrate(**store, *known));
        QVERIFY(run(**store, u"INSERT INTO approval_audit_chain (seq, ts, type, actor, data_hash, prev_hash, hash) "
                             "VALUES (1, 't', 'started', 'system', 'd', 'p', 'h')"_s));
        QVERIFY(!run(**store, u"UPDATE approval_audit_chain SET actor = 'me'"_s));
        QVERIFY(!run(**store, u"DELETE FROM approval_audit_chain"_s));
    }

    void theOutboxHasTheShapeThatItsCodeExpects()
    {
        for (const Dialect dialect : {Dialect::Sqlite, Dialect::Postgres}) {
            const auto known = loadMigrations(dialect, shippedFolder());
            QVERIFY(sqlOf(*known, u"001_approvals.sql"_s).contains(outboxTableSql(u"approval_outbox"_s, dialect)));
        }
    }
};

QTEST_GUILESS_MAIN(TstShippedMigrations)
#include "tst_shipped_migrations.moc"
