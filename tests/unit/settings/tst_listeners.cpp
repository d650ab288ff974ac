#include "backend/platform/settings/listeners.h"
#include "tests/unit/settings/fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::settings;

using Environment = QHash<QByteArray, QString>;

namespace {

/// `addr:port=service,service;…` of the listeners that would open.
QByteArray opened(const Environment &environment, const QByteArrayList &services)
{
    const Loaded loaded = load(platformInputs(environment));
    if (!loaded.isValid())
        return loaded.findings.problems.join(u'\n').toUtf8();
    QByteArrayList all;
    for (const Listener &listener : listeners(*loaded.snapshot, services))
        all += toText(listener.endpoint) + '=' + listener.services.join(',');
    return all.join(';');
}

} // namespace

class TstListeners : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endpoints_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("read"); // empty = refused
        for (const char *good : {"127.0.0.1:3000", "0.0.0.0:0", "localhost:80", "[::1]:3000", "[::]:65535"})
            QTest::newRow(good) << QByteArray(good) << QByteArray(good);
        for (const char *bad : {"", "3000", ":3000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:3000",
                                "[127.0.0.1]:1", "myhost:3000", "127.0.0.1:http", "01.2.3.4:5"})
            QTest::newRow(bad) << QByteArray(bad) << QByteArray();
    }

    void endpoints()
    {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, read);
        const Result<Endpoint> endpoint = parseEndpoint(given);
        QCOMPARE(endpoint ? toText(*endpoint) : QByteArray(), read);
    }

    /// Contract platform 2.
    void whatOpens_data()
    {
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<QByteArrayList>("services");
        QTest::addColumn<QByteArray>("expected");
        const QByteArrayList two{"commerce", "shop"};
        QTest::newRow("default") << Environment() << two << QByteArray("127.0.0.1:3000=commerce,shop");
        QTest::newRow("host and port") << Environment{{"HOST", u"0.0.0.0"_s}, {"PORT", u"80"_s}} << two
                                       << QByteArray("0.0.0.0:80=commerce,shop");
        QTest::newRow("BIND_ADDR stands in")
            << Environment{{"BIND_ADDR", u"::1"_s}} << two << QByteArray("[::1]:3000=commerce,shop");
        QTest::newRow("HOST wins") << Environment{{"BIND_ADDR", u"::1"_s}, {"HOST", u"127.0.0.2"_s}} << two
                                   << QByteArray("127.0.0.2:3000=commerce,shop");
        QTest::newRow("engineering alone") << Environment{{"SIGNALBOX_SERVICES", u"engineering"_s}}
                                           << QByteArrayList{"engineering"} << QByteArray("127.0.0.1:8000=engineering");
        QTest::newRow("approvals alone") << Environment{{"SIGNALBOX_SERVICES", u" approvals "_s}}
                                         << QByteArrayList{"approvals"} << QByteArray("127.0.0.1:8080=approvals");
        QTest::newRow("PORT wins over that") << Environment{{"SIGNALBOX_SERVICES", u"approvals"_s}, {"PORT", u"3000"_s}}
                                             << QByteArrayList{"approvals"} << QByteArray("127.0.0.1:3000=approvals");
        QTest::newRow("own listener") << Environment{{"SIGNALBOX_LISTEN", u"127.0.0.1:9=shop; "_s}} << two
                                      << QByteArray("127.0.0.1:9=shop;127.0.0.1:3000=commerce");
        QTest::newRow("none left for the shared one")
            << Environment{{"SIGNALBOX_LISTEN", u"127.0.0.1:9=shop,commerce"_s}} << two
            << QByteArray("127.0.0.1:9=shop,commerce");
        QTest::newRow("commerce's own") << Environment{{"LOOPGPT_LISTEN", u"127.0.0.1:8080"_s}} << two
                                        << QByteArray("127.0.0.1:8080=commerce;127.0.0.1:3000=shop");
        QTest::newRow("a service that does not run") << Environment{{"SIGNALBOX_LISTEN", u"127.0.0.1:9=aurora"_s}}
                                                     << two << QByteArray("127.0.0.1:3000=commerce,shop");
    }

    void whatOpens()
    {
        QFETCH(Environment, environment);
        QFETCH(QByteArrayList, services);
        QFETCH(QByteArray, expected);
        QCOMPARE(opened(environment, services), expected);
    }

    void loopback()
    {
        for (const char *address : {"localhost", "127.0.0.1", "127.9.9.9", "::1"})
            QVERIFY2(isLoopback(address), address);
        for (const char *address : {"0.0.0.0", "::", "10.0.0.1", "host"})
            QVERIFY2(!isLoopback(address), address);
    }
};

QTEST_GUILESS_MAIN(TstListeners)
#include "tst_listeners.moc"
