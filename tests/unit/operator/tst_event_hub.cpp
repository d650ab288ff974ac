#include "backend/operator/server/event_hub.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::server;
using signalbox::protocol::EventId;

namespace {

constexpr qint64 kEpoch = 1000;

/// A reader that takes up to `room` bytes.
struct Reader
{
    QByteArray got;
    qint64 room = 1 << 30;

    EventHub::Send send()
    {
        return [this](const QByteArray &wire) {
            got += wire;
            return got.size() <= room;
        };
    }

    /// `topic sequence` of the events, in order.
    QByteArrayList events() const
    {
        QByteArrayList list;
        QByteArray topic;
        for (const QByteArray &line : got.split('\n')) {
            if (line.startsWith("event: "))
                topic = line.sliced(7);
            else if (line.startsWith("id: ") && !topic.isEmpty())
                list += topic + ' ' + QByteArray::number(EventId::parse(line.sliced(4))->sequence);
            else if (line.isEmpty())
                topic.clear();
        }
        return list;
    }
};

} // namespace

class TstEventHub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readersGetTheirTopicsOnly()
    {
        EventHub hub(kEpoch);
        Reader both;
        Reader one;
        hub.subscribe({"metrics", "requests"}, {}, both.send());
        const quint64 leaving = hub.subscribe({"requests"}, {}, one.send());
        hub.publish("metrics", {{"a"_L1, 1}});
        hub.publish("requests", {});
        hub.publish("health", {});
        QCOMPARE(both.events(), (QByteArrayList {"metrics 1", "requests 2"}));
        QCOMPARE(one.events(), QByteArrayList {"requests 2"});
        hub.unsubscribe(leaving);
        hub.publish("requests", {});
        QCOMPARE(one.events().size(), 1);
        QCOMPARE(hub.readers(), size_t(1));
        QVERIFY(hub.hasReaders("metrics"));
        QVERIFY(!hub.hasReaders("health"));
    }

    void newReaderLearnsWhereItStands()
    {
        EventHub hub(kEpoch);
        hub.publish("metrics", {});
        Reader reader;
        hub.subscribe({"metrics"}, {}, reader.send());
        QCOMPARE(reader.events(), QByteArrayList());
        QVERIFY(reader.got.contains("id: 1000.1\n\n"));
    }

    void resumesInOrderOverTopics()
    {
        EventHub hub(kEpoch);
        for (int i = 0; i < 3; ++i) {
            hub.publish("metrics", {}); // 1 3 5
            hub.publish("requests", {}); // 2 4 6
        }
        Reader reader;
        hub.subscribe({"requests", "metrics"}, EventId {kEpoch, 3}, reader.send());
        QCOMPARE(reader.events(), (QByteArrayList {"requests 4", "metrics 5", "requests 6"}));
        hub.publish("metrics", {});
        QCOMPARE(reader.events().last(), "metrics 7"_ba);
    }

    void gapIsToldByReset()
    {
        EventHub hub(kEpoch);
        hub.publish("requests", {}); // 1
        for (int i = 0; i < 1001; ++i)
            hub.publish("metrics", {}); // 2 … 1002: the first is not kept
        Reader lost;
        hub.subscribe({"metrics", "requests"}, EventId {kEpoch, 0}, lost.send());
        QCOMPARE(lost.events(), (QByteArrayList {"requests 1", "reset 1002"}));
        QVERIFY(lost.got.contains(R"("topics":["metrics"])"));
        Reader justInTime;
        hub.subscribe({"metrics"}, EventId {kEpoch, 2}, justInTime.send());
        QCOMPARE(justInTime.events().size(), 1000);
        QCOMPARE(justInTime.events().first(), "metrics 3"_ba);
    }

    void snapshotsAreOnlyKeptOnce()
    {
        EventHub hub(kEpoch);
        for (int i = 0; i < 5; ++i)
            hub.publish("health", {{"n"_L1, i}});
        Reader reader;
        hub.subscribe({"health"}, EventId {kEpoch, 1}, reader.send());
        QCOMPARE(reader.events(), QByteArrayList {"health 5"});
    }

    void anotherRunIsToldByReset()
    {
        EventHub hub(kEpoch);
        hub.publish("metrics", {});
        for (const EventId &seen : {EventId {kEpoch - 1, 1}, EventId {kEpoch, 99}}) {
            Reader reader;
            hub.subscribe({"metrics"}, seen, reader.send());
            QCOMPARE(reader.events(), QByteArrayList {"reset 1"});
        }
    }

    void slowReaderIsForgottenOthersGoOn()
    {
        EventHub hub(kEpoch);
        Reader slow {.got = {}, .room = 150};
        Reader quick;
        hub.subscribe({"metrics"}, {}, slow.send());
        hub.subscribe({"metrics"}, {}, quick.send());
        for (int i = 0; i < 10; ++i)
            hub.publish("metrics", {{"filling"_L1, "0123456789"_L1}});
        QCOMPARE(hub.readers(), size_t(1));
        QCOMPARE(quick.events().size(), 10);
        QVERIFY(slow.got.size() < 300);
        hub.keepAlive();
        QVERIFY(quick.got.endsWith(": alive\n\n"));
    }

    /// A connection that ends while it is written to takes its reader out, and here its neighbour as well.
    void readersThatLeaveWithinThePublishing()
    {
        EventHub hub(kEpoch);
        Reader last;
        quint64 first = 0;
        quint64 second = 0;
        const auto leave = [&](const QByteArray &wire) {
            if (!wire.startsWith("event: metrics"))
                return true;
            hub.unsubscribe(first);
            hub.unsubscribe(second);
            return false;
        };
        first = hub.subscribe({"metrics"}, {}, leave);
        second = hub.subscribe({"metrics"}, {}, leave);
        hub.subscribe({"metrics"}, {}, last.send());
        hub.publish("metrics", {});
        QCOMPARE(hub.readers(), 1U);
        QCOMPARE(last.events(), QByteArrayList {"metrics 1"});
    }

    void readerThatCannotTakeTheGreetingIsNotAdded()
    {
        EventHub hub(kEpoch);
        Reader gone {.got = {}, .room = 0};
        QCOMPARE(hub.subscribe({"metrics"}, {}, gone.send()), quint64(0));
        QCOMPARE(hub.readers(), size_t(0));
    }
};

QTEST_GUILESS_MAIN(TstEventHub)
#include "tst_event_hub.moc"
