#include "backend/platform/storage/migrations.h"
#include "backend/services/commerce/metrics_query_store.h"
#include "tests/support/postgres.h"
#include "tests/unit/commerce/metrics_rows.h"

#include <QCoroTask>
#include <QTest>
#include <QUrl>

using namespace signalbox;
using namespace signalbox::commerce;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Operators' SQL over the event tables (contract commerce-router 8), and the same numbers from the endpoint's query.
class TestGuideQueries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = support::PostgresServer::start();
        QVERIFY2(m_server, "PostgreSQL did not start");
        m_url = m_server->createDatabase();
        auto database = storage::Database::open({.url = m_url});
        QVERIFY(database);
        m_database = std::move(*database);
        const auto known = storage::loadMigrations(storage::Dialect::Postgres, QStringLiteral(SIGNALBOX_MIGRATIONS));
        QVERIFY(known);
        QVERIFY(storage::migrate(*m_database, *known));
        EventStore events(*m_database);
        const auto now = core::systemClock().wall();
        QVERIFY(QCoro::waitFor(events.insert(knownRows(now - 10min))));
        QVERIFY(QCoro::waitFor(events.insert(knownRows(now - 90min))));
    }

    void outcomesAndLatencyOfEachProvider()
    {
        QCOMPARE(rows(u"SELECT provider_id, COUNT(*) FILTER (WHERE event = 'provider_quote_success'), "
                      "COUNT(*) FILTER (WHERE event = 'provider_quote_error'), "
                      "AVG(latency_ms) FILTER (WHERE event = 'provider_quote_success') FROM edge_logs "
                      "WHERE function_name = 'loopgpt_route_order' AND timestamp > NOW() - INTERVAL '1 hour' "
                      "GROUP BY provider_id ORDER BY provider_id"_s),
                 "KROGER_API|0|0|\nWALMART_API|4|1|250.0000000000000000"_ba);
    }

    void selections()
    {
        QCOMPARE(rows(u"SELECT selected_provider_id, COUNT(*) AS chosen, AVG(total_cents) FROM edge_logs "
                      "WHERE function_name = 'loopgpt_route_order' AND event = 'router_decision' "
                      "AND timestamp > NOW() - INTERVAL '1 hour' GROUP BY selected_provider_id ORDER BY chosen DESC"_s),
                 "WALMART_API|3|2000.0000000000000000\nKROGER_API|1|500.0000000000000000"_ba);
    }

    void percentiles()
    {
        QCOMPARE(rows(u"SELECT provider_id, PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY latency_ms) FROM edge_logs "
                      "WHERE function_name = 'loopgpt_route_order' AND event = 'provider_quote_success' "
                      "AND timestamp > NOW() - INTERVAL '1 hour' GROUP BY provider_id"_s),
                 "WALMART_API|385"_ba);
    }

    void theEndpointCountsTheSame()
    {
        MetricsQueryStore store(*m_database);
        const auto sections = QCoro::waitFor(store.sections(rangeOf({}, core::systemClock().wall())));
        QVERIFY2(sections, sections ? "" : qPrintable(sections.error().detail.text()));
        QVERIFY2(sections->providers.contains(kKnownWalmart), sections->providers.constData());
        QCOMPARE(sections->requests, R"({"count":2,"failedCount":1,"avgLatencyMs":200,"p95LatencyMs":290})"_ba);
        QCOMPARE(sections->series.count("\"requests\":2"), 1);
        const auto window = QCoro::waitFor(store.alertWindow(core::systemClock().wall()));
        QVERIFY2(window, window ? "" : qPrintable(window.error().detail.text()));
        QCOMPARE(window->providers[indexOf(ProviderId::Walmart)].successes, 4);
        QCOMPARE(window->requests, 2);
        QCOMPARE(window->recentRequests, 0);
    }

private:
    QByteArray rows(const QString &sql) const
    {
        const QString name = QUrl(m_url).path().mid(1);
        return m_server->psql(name, sql).trimmed();
    }

    std::unique_ptr<support::PostgresServer> m_server;
    std::unique_ptr<storage::Database> m_database;
    QString m_url;
};

QTEST_GUILESS_MAIN(TestGuideQueries)
#include "tst_guide_queries.moc"
