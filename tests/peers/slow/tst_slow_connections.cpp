#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

constexpr int kConnections = 1000;
constexpr int kPatienceMs = 4000; ///< every time-out of the gateway
#ifdef SIGNALBOX_SANITIZED
constexpr double kAllowedMs = 250; ///< a sanitizer's own cost is not what is judged
#else
constexpr double kAllowedMs = 50; ///< what a fresh client may wait, p99
#endif

const QByteArray kOrder = R"({"items":[{"id":"1","name":"Rice","quantity":4}],"shippingAddress":{"street":"1 A St",)"
                          R"("city":"X","state":"CA","postalCode":"94102","country":"US"}})";

/// One request on a connection of its own: its time in ms, or -1 when it was not answered with 200.
double timeOf(const QUrl &url, const QByteArray &request)
{
    QElapsedTimer clock;
    clock.start();
    RawConnection connection(url, request);
    return connection.reply().status == 200 ? double(clock.nsecsElapsed()) / 1e6 : -1;
}

int openConnections(const QUrl &url)
{
    static const QRegularExpression line(u"^signalbox_http_connections (\\d+)"_s, QRegularExpression::MultilineOption);
    RawConnection connection(url, rawRequest("GET /metrics"));
    return line.match(QString::fromUtf8(connection.reply().body)).captured(1).toInt();
}

/// The largest value of a column of slowhttptest's table (one row a second).
int most(const QString &file, int column)
{
    QFile table(file);
    int largest = 0;
    if (table.open(QIODevice::ReadOnly)) {
        for (const QByteArray &row : table.readAll().split('\n').mid(1))
            largest = std::max(largest, row.split(',').value(column).toInt());
    }
    return largest;
}

} // namespace

/// slowhttptest holds 1,000 connections in three slow ways; who comes fresh is served as if they were not there.
class TstSlowConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        rlimit files{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &files), 0);
        files.rlim_cur = files.rlim_max;
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &files), 0);
        QVERIFY2(files.rlim_max > 2 * kConnections, "the limit on open files is too low for 1,000 connections");
    }

    void freshClientsAreServed_data()
    {
        QTest::addColumn<QStringList>("how");
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("isSeenClosing");
        QTest::newRow("headers") << QStringList{u"-H"_s, u"-i"_s, u"1"_s} << u"/healthz"_s << true;
        QTest::newRow("bodies") << QStringList{u"-B"_s, u"-i"_s,   u"1"_s,
                                               u"-s"_s, u"8192"_s, u"-x"_s,
                                               u"10"_s, u"-f"_s,   u"application/json"_s}
                                << u"/loopgpt_route_order"_s << true;
        // The kernel keeps sending what the gateway is long done with, so the tool itself does not see these end.
        QTest::newRow("readers") << QStringList{u"-X"_s, u"-w"_s, u"1"_s, u"-y"_s, u"512"_s, u"-n"_s,
                                                u"1"_s,  u"-z"_s, u"5"_s, u"-k"_s, u"10"_s}
                                 << u"/version"_s << false;
    }

    void freshClientsAreServed()
    {
        QFETCH(QStringList, how);
        QFETCH(QString, target);
        QFETCH(bool, isSeenClosing);
        const QString patience = QString::number(kPatienceMs);
        GatewayProcess gateway({{u"SIGNALBOX_HEADER_TIMEOUT_MS"_s, patience},
                                {u"SIGNALBOX_BODY_IDLE_TIMEOUT_MS"_s, patience},
                                {u"SIGNALBOX_BODY_GRACE_MS"_s, patience},
                                {u"SIGNALBOX_WRITE_TIMEOUT_MS"_s, patience},
                                {u"SIGNALBOX_IDLE_TIMEOUT_MS"_s, patience}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QTemporaryDir folder;
        QProcess slow;
        slow.setWorkingDirectory(folder.path());
        slow.setProcessChannelMode(QProcess::MergedChannels);
        const QString count = QString::number(kConnections);
        slow.start(u"slowhttptest"_s,
                   how
                       + QStringList{u"-c"_s, count, u"-r"_s, count, u"-l"_s, u"9"_s, u"-p"_s, u"3"_s, u"-g"_s, u"-o"_s,
                                     u"seen"_s, u"-u"_s, gateway.url().toString() + target});
        QVERIFY(slow.waitForStarted());

        std::vector<double> waits;
        int held = 0;
        int left = -1;
        while (!slow.waitForFinished(10)) {
            waits.push_back(timeOf(gateway.url(), rawRequest("GET /healthz")));
            QVERIFY2(waits.back() >= 0, "a fresh client was not answered");
            if (waits.size() % 20 != 0)
                continue;
            QVERIFY2(timeOf(gateway.url(), rawRequest("POST /loopgpt_route_order", {}, kOrder)) >= 0,
                     "an order failed");
            left = openConnections(gateway.url());
            held = std::max(held, left);
        }
        const QByteArray report = slow.readAll();
        std::ranges::sort(waits);
        const double p99 = waits[waits.size() * 99 / 100];
        qInfo("%zu fresh clients beside %d slow ones: p50 %.1f ms, p99 %.1f ms, slowest %.1f ms", waits.size(), held,
              waits[waits.size() / 2], p99, waits.back());
        QVERIFY2(waits.size() >= 100, report.constData());
        QVERIFY2(held >= kConnections, report.constData());
        QVERIFY2(p99 <= kAllowedMs, qPrintable(u"p99 %1 ms"_s.arg(p99)));
        QVERIFY2(!report.contains("service available:   NO"), report.constData());
        QCOMPARE(most(folder.filePath(u"seen.csv"_s), 3), kConnections);
        if (isSeenClosing)
            QVERIFY2(report.contains("No open connections left"), report.constData());
        else
            QVERIFY2(left < kConnections / 10, qPrintable(QString::number(left)));
        QCOMPARE(gateway.stop(), 0);
    }
};

QTEST_GUILESS_MAIN(TstSlowConnections)
#include "tst_slow_connections.moc"
