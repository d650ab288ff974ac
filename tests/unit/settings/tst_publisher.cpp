#include "backend/platform/settings/publisher.h"

#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace signalbox::settings;

namespace {

SnapshotPtr numbered(quint64 revision)
{
    return std::make_shared<const Snapshot>(revision, QHash<QByteArray, Value>());
}

} // namespace

class TstPublisher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyThreadReceivesInItsOwnLoop()
    {
        Publisher publisher(numbered(1));
        QThread thread;
        thread.start();
        auto *context = new QObject;
        context->moveToThread(&thread);
        std::atomic<QThread *> receivedOn = nullptr;
        std::atomic<quint64> received = 0;
        publisher.subscribe(context, [&](const SnapshotPtr &next) {
            receivedOn = QThread::currentThread();
            received = next->revision();
        });
        publisher.publish(numbered(2));
        publisher.publish(nullptr);
        QCOMPARE(publisher.current()->revision(), quint64(2));
        QTRY_COMPARE(received.load(), quint64(2));
        QCOMPARE(receivedOn.load(), &thread);
        context->deleteLater();
        thread.quit();
        QVERIFY(thread.wait(10'000));
    }

    /// A request that pinned the old snapshot keeps reading it.
    void pinnedSnapshotsStay()
    {
        Publisher publisher(numbered(1));
        const SnapshotPtr pinned = publisher.current();
        publisher.publish(numbered(2));
        QCOMPARE(pinned->revision(), quint64(1));
    }

    void subscribersThatAreGoneReceiveNothing()
    {
        Publisher publisher(numbered(1));
        int calls = 0;
        {
            QObject context;
            publisher.subscribe(&context, [&calls](const SnapshotPtr &) { ++calls; });
            publisher.publish(numbered(2));
        }
        QCoreApplication::processEvents();
        QCOMPARE(calls, 0);
    }
};

QTEST_GUILESS_MAIN(TstPublisher)
#include "tst_publisher.moc"
