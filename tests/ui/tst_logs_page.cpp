#include "tests/ui/desk.h"
#include "ui/client/facets.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/layout_store.h"
#include "ui/kit/time_range.h"
#include "ui/pages/logs/log_card.h"
#include "ui/pages/logs/log_list.h"
#include "ui/pages/logs/logs_page.h"
#include "ui/pages/traffic/request_card.h"
#include "ui/pages/traffic/traffic_page.h"

#include <QFile>
#include <QFileDialog>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

class NoLayout : public kit::LayoutStore
{
public:
    QVariant value(const QString &) const override { return {}; }
    void setValue(const QString &, const QVariant &) override { }
};

protocol::LogRow invented(qint64 number)
{
    protocol::LogRow row {.id = u"1795256067298.%1"_s.arg(number), .at = core::wallTime(1795256067298 + number)};
    row.level = number % 50 == 0 ? u"error"_s : u"info"_s;
    row.service = u"commerce"_s;
    row.message = u"provider_quote_success"_s;
    row.requestId = u"req_%1"_s.arg(number / 4);
    row.line = {{"level"_L1, row.level}, {"latencyMs"_L1, double(number % 300)}, {"providerId"_L1, "KROGER_API"_L1}};
    return row;
}

/// CPU time of this thread in ms: what other programs take does not count.
double cpuMs()
{
    timespec now {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

} // namespace

/// Logs over a sandbox gateway in a process of its own, driven as an operator does.
class TstLogsPage : public QObject, private wire::Desk
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { open(); }
    void cleanupTestCase() { close(); }

    void init()
    {
        go("gj", "logs");
        page().filterField()->setText({});
        QTRY_VERIFY_WITH_TIMEOUT(rows().rowCount() > 20, kPatience);
    }

    void linesComeByThemselves()
    {
        const QByteArray newest = rows().rowAt(0)->key;
        QTRY_VERIFY_WITH_TIMEOUT(rows().rowAt(0)->key != newest, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains("The gateway keeps its last 10,000 lines"_L1), kPatience);
    }

    void theFilterHoldsForKeptAndLiveLines()
    {
        page().filterField()->setText(u"message:request.completed -level:error"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rows().rowCount() > 0 && rows().rowAt(0)->cells[4].text.startsWith("request.completed"_L1), kPatience);
        const QByteArray newest = rows().rowAt(0)->key;
        QTRY_VERIFY_WITH_TIMEOUT(rows().rowAt(0)->key != newest, kPatience);
        for (int place = 0; place < rows().rowCount(); ++place)
            QVERIFY(rows().rowAt(place)->cells[4].text.startsWith("request.completed"_L1));
    }

    void spaceHoldsTheLinesBackAndLetsThemCome()
    {
        QTest::keyClick(&table(), Qt::Key_Space);
        const auto *live = page().findChild<kit::StateBadge *>();
        QTRY_VERIFY_WITH_TIMEOUT(live->accessibleName().startsWith("paused, "_L1) && !live->accessibleName().contains(" 0 "_L1), kPatience);
        const QByteArray newest = rows().rowAt(0)->key;
        const QString held = live->accessibleName();
        QTRY_VERIFY_WITH_TIMEOUT(live->accessibleName() != held, kPatience);
        QCOMPARE(rows().rowAt(0)->key, newest);
        QTest::keyClick(&table(), Qt::Key_Space);
        QCOMPARE(live->accessibleName(), u"live"_s);
        QVERIFY(rows().rowAt(0)->key != newest);
        QVERIFY(rows().placeOf(newest) > 0);
    }

    void awayFromTheTopTheTableStandsStillAndCounts()
    {
        QTRY_VERIFY_WITH_TIMEOUT(table().verticalScrollBar()->maximum() > 10 * table().rowHeight(0), kPatience);
        table().verticalScrollBar()->setValue(5 * table().rowHeight(0));
        const auto newLines = [this] {
            for (const QPushButton *button : page().findChildren<QPushButton *>()) {
                if (button->isVisible() && button->text().contains("new line"_L1))
                    return true;
            }
            return false;
        };
        const QByteArray seen = rows().rowAt(table().rowAt(1))->key;
        QTRY_VERIFY_WITH_TIMEOUT(newLines(), kPatience);
        QCOMPARE(rows().rowAt(table().rowAt(1))->key, seen);
        QTest::keyClick(&table(), Qt::Key_N);
        QCOMPARE(table().verticalScrollBar()->value(), 0);
        QVERIFY(!newLines());
    }

    void aLineShowsAllItsFields()
    {
        page().filterField()->setText(u"message:request.completed"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rows().rowCount() > 0 && rows().rowAt(0)->cells[4].text.startsWith("request.completed"_L1), kPatience);
        QVERIFY(table().selectKey(rows().rowAt(0)->key));
        const auto &card = *page().findChild<pages::LogCard *>();
        const kit::RowModel &fields = rowsOf(*card.findChild<kit::TableView *>());
        for (const char *field : {"status", "duration_ms", "trace_id", "method"})
            QVERIFY2(fields.placeOf(field) >= 0, field);
    }

    void aLineLeadsToItsRequest()
    {
        page().filterField()->setText(u"message:request.completed"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rows().rowCount() > 0 && rows().rowAt(0)->cells[4].text.startsWith("request.completed"_L1), kPatience);
        QVERIFY(table().selectKey(rows().rowAt(0)->key));
        const QString id = rows().rowAt(0)->cells[3].text;
        QVERIFY(!id.isEmpty());
        pressIn(page(), u"Same request"_s);
        QCOMPARE(window().currentPage(), QByteArray("traffic"));
        const auto &traffic = *window().findChild<pages::TrafficPage *>();
        QTRY_VERIFY_WITH_TIMEOUT(shownText(*traffic.findChild<pages::RequestCard *>()).contains(u"id "_s + id), kPatience);
        const auto tables = traffic.findChildren<kit::TableView *>();
        QVERIFY(std::ranges::any_of(tables, [&id](const kit::TableView *one) { return one->currentKey() == id.toUtf8(); }));
    }

    void whatIsShownGoesToAFile()
    {
        page().filterField()->setText(u"message:request.completed"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rows().rowCount() > 0 && rows().rowAt(0)->cells[4].text.startsWith("request.completed"_L1), kPatience);
        QTest::keyClick(&table(), Qt::Key_Space);
        const QString path = folder() + u"/lines.jsonl"_s;
        QTest::keyClick(&table(), Qt::Key_S, Qt::ControlModifier);
        auto *dialog = page().findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        dialog->selectFile(path);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(undo().text()));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), rows().rowCount());
        QCOMPARE(QJsonDocument::fromJson(lines.last())["message"_L1].toString(), u"request.completed"_s);
        QVERIFY(undo().text().contains(path));
        QTest::keyClick(&table(), Qt::Key_Space);
    }

    void aThousandLinesASecondDoNotFreezeTheList()
    {
        client::Link dead {{.base = QUrl(u"http://127.0.0.1:1"_s), .token = "t"}, core::systemClock()};
        client::Facets facets {dead};
        kit::TimeRange range;
        kit::SeriesColors colors;
        kit::ChartLink link {range, colors};
        NoLayout layout;
        QWidget host;
        kit::UndoBar bar {&host};
        pages::LogsPage flooded({link, layout, bar}, facets);
        flooded.resize(1000, 700);
        flooded.show();
        const kit::RowModel &shown = rowsOf(flooded.findChild<pages::LogList *>()->table());
        double worst = 0;
        qint64 number = 0;
        for (int second = 0; second < 12; ++second) {
            const double before = cpuMs();
            for (int i = 0; i < 1000; ++i)
                Q_EMIT facets.logs.arrived(invented(++number));
            const QByteArray last = u"1795256067298.%1"_s.arg(number).toUtf8();
            QTRY_VERIFY_WITH_TIMEOUT(shown.placeOf(last) == 0, kPatience);
            worst = std::max(worst, cpuMs() - before);
        }
        QVERIFY2(worst < 500, qPrintable(u"a second's lines took %1 ms"_s.arg(worst)));
        QCOMPARE(shown.rowCount(), 10'000);
        QVERIFY2(shownText(flooded).contains("This list holds 10,000 lines; 2,000 older ones left it."_L1), qPrintable(shownText(flooded)));
    }

    /// Last: the gateway is gone afterwards.
    void whatWasReadStaysWhenTheGatewayIsGone()
    {
        const QByteArray some = rows().rowAt(5)->key;
        gateway().kill();
        const auto *live = page().findChild<kit::StateBadge *>();
        QTRY_COMPARE_WITH_TIMEOUT(live->accessibleName(), u"no new lines: no link"_s, kPatience);
        QVERIFY(rows().placeOf(some) >= 0);
    }

private:
    pages::LogsPage &page() const { return *window().findChild<pages::LogsPage *>(); }
    kit::TableView &table() const { return page().findChild<pages::LogList *>()->table(); }
    kit::RowModel &rows() const { return rowsOf(table()); }
};

QTEST_MAIN(TstLogsPage)
#include "tst_logs_page.moc"
