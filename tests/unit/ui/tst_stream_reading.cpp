#include "ui/client/link_monitor.h"
#include "ui/client/sse_parser.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace signalbox::client;
using signalbox::core::SteadyTime;

Q_DECLARE_METATYPE(std::vector<StreamEvent>)

class TstStreamReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsAreTheSameWhereverTheChunksAreCut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<std::vector<StreamEvent>>("events");
        using Events = std::vector<StreamEvent>;
        QTest::newRow("one") << QByteArray("event: metrics\nid: 7.1\ndata: {}\n\n") << Events {{"metrics", "7.1", "{}"}};
        QTest::newRow("crlf") << QByteArray("event: a\r\ndata: 1\r\n\r\ndata: 2\r\n\r\n")
                              << Events {{"a", "", "1"}, {"message", "", "2"}};
        QTest::newRow("cr") << QByteArray("data: 1\r\rdata: 2\r\r") << Events {{"message", "", "1"}, {"message", "", "2"}};
        QTest::newRow("mixed ends") << QByteArray("data: 1\r\n\ndata: 2\n\r\n")
                                    << Events {{"message", "", "1"}, {"message", "", "2"}};
        QTest::newRow("two data lines") << QByteArray("data: a\ndata:b\n\n") << Events {{"message", "", "a\nb"}};
        QTest::newRow("comment") << QByteArray(": still here\n\ndata: 1\n\n") << Events {{"message", "", "1"}};
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF" "data: 1\n\n") << Events {{"message", "", "1"}};
        QTest::newRow("id stays") << QByteArray("id: 3\n\ndata: 1\n\n") << Events {{"message", "3", "1"}};
        QTest::newRow("no data, no event") << QByteArray("event: a\n\n") << Events {};
        QTest::newRow("empty data") << QByteArray("data\n\n") << Events {{"message", "", ""}};
        QTest::newRow("unknown field") << QByteArray("retry: 5\ncolour: red\ndata: 1\n\n") << Events {{"message", "", "1"}};
        QTest::newRow("unfinished") << QByteArray("data: 1\n\ndata: 2\n") << Events {{"message", "", "1"}};
    }

    void eventsAreTheSameWhereverTheChunksAreCut()
    {
        QFETCH(QByteArray, text);
        QFETCH(std::vector<StreamEvent>, events);
        for (qsizetype first = 0; first <= text.size(); ++first) {
            for (qsizetype second = first; second <= text.size(); ++second) {
                SseParser parser;
                std::vector<StreamEvent> read;
                for (const QByteArray &part : {text.first(first), text.mid(first, second - first), text.mid(second)}) {
                    for (StreamEvent &event : parser.feed(part))
                        read.push_back(std::move(event));
                }
                QVERIFY2(read == events, qPrintable(QString::number(first) + QLatin1Char(' ') + QString::number(second)));
            }
        }
    }

    void anEndlessEventIsNotKept()
    {
        SseParser parser;
        for (int i = 0; i < 20; ++i)
            parser.feed(QByteArray("data: ").append(100'000, 'x').append('\n'));
        QVERIFY(parser.isOverflown());
        parser.restart();
        QCOMPARE(parser.feed("data: 1\n\n").size(), std::size_t(1));
    }

    void linkGoesThroughItsStates()
    {
        const SteadyTime start {};
        LinkMonitor monitor(start);
        QVERIFY(monitor.state() == LinkState::Linking);
        monitor.heard(start + 1s);
        QVERIFY(monitor.state() == LinkState::Linked);
        monitor.tick(start + 5s);
        QVERIFY(monitor.state() == LinkState::Linked);
        monitor.tick(start + 6s);
        QVERIFY(monitor.state() == LinkState::Stale);
        QCOMPARE(monitor.age(start + 6s), std::chrono::milliseconds(5s));
        monitor.heard(start + 7s);
        QVERIFY(monitor.state() == LinkState::Linked);
        monitor.failed(start + 8s);
        QVERIFY2(monitor.state() == LinkState::Stale, "one break may be a restart");
        monitor.failed(start + 9s);
        QVERIFY(monitor.state() == LinkState::Lost);
        monitor.heard(start + 20s);
        QVERIFY(monitor.state() == LinkState::Linked);
        monitor.tick(start + 30s);
        QVERIFY2(monitor.state() == LinkState::Lost, "silence alone is enough");
    }

    void aGatewayThatNeverAnswersIsLost()
    {
        LinkMonitor monitor(SteadyTime {});
        monitor.failed(SteadyTime {} + 1s);
        QVERIFY(monitor.state() == LinkState::Linking);
        monitor.failed(SteadyTime {} + 2s);
        QVERIFY(monitor.state() == LinkState::Lost);
    }

    void retriesBackOffAndStartAnew()
    {
        LinkMonitor monitor(SteadyTime {});
        QList<qint64> delays;
        for (int i = 0; i < 8; ++i) {
            monitor.failed(SteadyTime {});
            delays += monitor.retryDelay().count();
        }
        QCOMPARE(delays, (QList<qint64> {250, 500, 1'000, 2'000, 4'000, 8'000, 10'000, 10'000}));
        monitor.heard(SteadyTime {});
        monitor.failed(SteadyTime {});
        QCOMPARE(monitor.retryDelay(), 250ms);
    }
};

QTEST_GUILESS_MAIN(TstStreamReading)
#include "tst_stream_reading.moc"
