#include "ui/kit/chart_link.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/heat_map.h"
#include "ui/kit/layout_store.h"
#include "ui/kit/row_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/time_bars.h"
#include "ui/kit/time_range.h"
#include "ui/kit/undo_bar.h"
#include "ui/pages/traffic/request_rows.h"
#include "ui/pages/traffic/traffic_page.h"
#include "ui/pages/traffic/traffic_words.h"
#include "ui/pages/traffic/waterfall.h"

#include <QAbstractButton>
#include <QDateTime>
#include <QLabel>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

/// Answers each resource of the operator protocol with what the test put there; the stream stays open and silent.
class SmallGateway : public QObject
{
public:
    SmallGateway()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())); }
    void put(const QByteArray &resource, const QJsonObject &document)
    {
        m_documents[resource] = QJsonDocument(document).toJson();
    }
    /// The last request target of a resource.
    QUrl asked(const QByteArray &resource) const { return m_asked.value(resource); }

private:
    void read(QTcpSocket *socket)
    {
        const QByteArray target = socket->readAll().split(' ').value(1);
        const QUrl url(QString::fromLatin1(target));
        const QByteArray resource = url.path().mid(8).toUtf8();
        m_asked[resource] = url;
        if (resource == "stream") {
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: hello\n\n");
            return;
        }
        const QByteArray body = m_documents.value(resource, "{}");
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    QTcpServer m_server;
    QHash<QByteArray, QByteArray> m_documents;
    QHash<QByteArray, QUrl> m_asked;
};

class NoStore final : public kit::LayoutStore
{
public:
    QVariant value(const QString &) const override { return {}; }
    void setValue(const QString &, const QVariant &) override { }
};

QAbstractButton *tabNamed(const QWidget &page, const QString &beginning)
{
    for (auto *button : page.findChildren<QAbstractButton *>()) {
        if (button->isCheckable() && button->accessibleName().startsWith(beginning))
            return button;
    }
    return nullptr;
}

kit::TableView *tableWith(const QWidget &page, const QByteArray &column)
{
    for (auto *table : page.findChildren<kit::TableView *>()) {
        for (const kit::Column &one : qobject_cast<kit::RowModel *>(table->model())->columns()) {
            if (one.id == column)
                return table;
        }
    }
    return nullptr;
}

QStringList rowOf(const kit::TableView &table, int row)
{
    QStringList cells;
    for (int column = 0; column < table.model()->columnCount(); ++column)
        cells += table.model()->index(row, column).data().toString();
    return cells;
}

} // namespace

/// The Traffic page over answers that the test gives.
class TstTrafficPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_gateway = std::make_unique<SmallGateway>();
        m_range = std::make_unique<kit::TimeRange>();
        m_now = QDateTime::currentMSecsSinceEpoch() / 10'000 * 10'000;
        m_range->setNow(m_now);
        m_shared = std::make_unique<kit::ChartLink>(*m_range, m_colors);
        m_window = std::make_unique<QWidget>();
        m_undo = new kit::UndoBar(m_window.get());
        m_link = std::make_unique<client::Link>(client::LinkTarget{.base = m_gateway->url(), .token = "t"},
                                                core::systemClock());
        m_facets = std::make_unique<client::Facets>(*m_link);
        fill();
        m_page = std::make_unique<pages::TrafficPage>(kit::PageTools{*m_shared, m_store, *m_undo}, *m_facets);
        m_page->resize(1060, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void cleanup()
    {
        m_page.reset();
        m_facets.reset();
        m_link.reset();
        m_window.reset();
        m_shared.reset();
    }

    void headingsTellWhereToLook()
    {
        QTRY_COMPARE(tabNamed(*m_page, u"Operations"_s)->accessibleName(), u"Operations, 5xx 2 %, degraded"_s);
        QTRY_COMPARE(tabNamed(*m_page, u"Upstreams"_s)->accessibleName(), u"Upstreams, 40 failed, down"_s);
        QTRY_COMPARE(tabNamed(*m_page, u"Payments"_s)->accessibleName(), u"Payments, 90 % of 10"_s);
    }

    void anOperationsRequestsAreAClickAway()
    {
        QTest::mouseClick(tabNamed(*m_page, u"Operations"_s), Qt::LeftButton);
        kit::TableView &table = *tableWith(*m_page, "p99");
        QTRY_COMPARE(table.model()->rowCount(), 2);
        QVERIFY(table.isVisible());
        QCOMPARE(rowOf(table, 0),
                 (QStringList{u"POST /pay"_s, u"1.50"_s, u"90"_s, u"2 %"_s, u"10 %"_s, u"12"_s, u"120"_s, u"1.2 s"_s,
                              u"commerce"_s}));
        QCOMPARE(rowOf(table, 1).mid(3), (QStringList{u"–"_s, u"–"_s, u"–"_s, u"–"_s, u"–"_s, u"commerce"_s}));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(0, 0)).center());
        QTRY_VERIFY(tableWith(*m_page, "upstream")->isVisible());
        const QString wanted = u"service:\"commerce\" method:\"POST\" operation:\"/pay\""_s;
        QCOMPARE(m_page->filterField()->text(), wanted);
        QTRY_COMPARE(QUrlQuery(m_gateway->asked("requests")).queryItemValue(u"filter"_s, QUrl::FullyDecoded), wanted);
    }

    void upstreamFailuresByType()
    {
        QTest::keyClick(m_page.get(), Qt::Key_3);
        kit::TableView &table = *tableWith(*m_page, "party");
        QTRY_COMPARE(table.model()->rowCount(), 2);
        QCOMPARE(rowOf(table, 0),
                 (QStringList{u"kroger"_s, u"50"_s, u"40"_s, u"80 %"_s, u"7"_s,
                              u"timeout ×34, breaker open ×6, cancelled ×2"_s}));
        const kit::TimeBars *bars = shownBars();
        QTRY_VERIFY(bars->accessibleDescription().contains(u"timeout 34"_s));
        QVERIFY2(!bars->accessibleDescription().contains(u"other"_s), "who gave up is no failure of the upstream");
        QVERIFY(bars->accessibleDescription().contains(u"4xx, 429 3"_s));
        // A chosen party narrows the bars, and Enter shows its requests.
        table.setFocus();
        table.selectRow(1);
        QTRY_COMPARE(bars->accessibleDescription(), u"4xx, 429 3"_s);
        QTest::keyClick(&table, Qt::Key_Return);
        QTRY_COMPARE(m_page->filterField()->text(), u"upstream:walmart"_s);
    }

    void latencyAsAMap()
    {
        QTest::keyClick(m_page.get(), Qt::Key_4);
        const auto *map = m_page->findChild<kit::HeatMap *>();
        QTRY_COMPARE(map->accessibleDescription(), u"12 requests"_s);
        QVERIFY(map->toCsv().contains(u"\"up to 5 ms\",9"_s));
        QVERIFY(map->toCsv().contains(u"\"over 1 s\",1"_s));
        const QUrlQuery query(m_gateway->asked("traffic/latency"));
        QCOMPARE(protocol::parseIsoUtc(query.queryItemValue(u"to"_s)), core::wallTime(m_now));
        QCOMPARE(protocol::parseIsoUtc(query.queryItemValue(u"from"_s)), core::wallTime(m_now - 600'000));
    }

    void paymentsWithTheirCount()
    {
        QTest::keyClick(m_page.get(), Qt::Key_5);
        QTRY_VERIFY(shownText().contains(u"9 of 10 payments succeeded: 90 %"_s));
        m_gateway->put("traffic/payments", span({}, {}));
        m_range->setSpan(std::chrono::hours(1));
        QTRY_VERIFY(!shownText().contains(u"payments succeeded"_s));
        QTRY_COMPARE(tabNamed(*m_page, u"Payments"_s)->accessibleName(), u"Payments, none"_s);
    }

    void onlyTheRequestsHaveAFilter()
    {
        QVERIFY(m_page->filterField() != nullptr);
        QTest::keyClick(m_page.get(), Qt::Key_2);
        QVERIFY(m_page->filterField() == nullptr);
        m_page->openWith(u"status>499"_s);
        QVERIFY(m_page->filterField() != nullptr && m_page->filterField()->isVisible());
        QCOMPARE(m_page->filterField()->text(), u"status>499"_s);
    }

    void aDraggedPartIsZoomedTo()
    {
        QTest::keyClick(m_page.get(), Qt::Key_4);
        auto *map = m_page->findChild<kit::HeatMap *>();
        QTRY_VERIFY(!map->accessibleDescription().isEmpty());
        const QPoint from(map->width() / 2, map->height() / 2);
        QTest::mousePress(map, Qt::LeftButton, {}, from);
        QTest::mouseMove(map, from + QPoint(100, 0));
        QTest::mouseRelease(map, Qt::LeftButton, {}, from + QPoint(100, 0));
        QVERIFY(!m_range->isLive());
        const kit::TimeRange::Window zoomed = m_range->window();
        QVERIFY(zoomed.to - zoomed.from < 200'000);
        QTRY_COMPARE(protocol::parseIsoUtc(QUrlQuery(m_gateway->asked("traffic/latency")).queryItemValue(u"from"_s)),
                     core::wallTime(zoomed.from));
        QTest::keyClick(map, Qt::Key_Backspace);
        QVERIFY(m_range->isLive());
    }

    void triesAreWhatLiesBetweenThePauses()
    {
        using Blocks = std::vector<pages::Waterfall::Block>;
        const protocol::UpstreamCall once{.upstream = u"a"_s, .ms = 10, .startMs = 5};
        QCOMPARE(pages::triesOf(once), (Blocks{{5, 15}}));
        const protocol::UpstreamCall again{
            .upstream = u"a"_s, .ms = 100, .tries = 3, .startMs = 5, .pauses = {{20, 10}, {50, 20}}};
        QCOMPARE(pages::triesOf(again), (Blocks{{5, 20}, {30, 50}, {70, 105}}));
        QCOMPARE(pages::triesOf({.upstream = u"a"_s, .tries = 0}), Blocks());
    }

    void theWaterfallTellsEveryCall()
    {
        pages::Waterfall waterfall;
        waterfall.show(
            {.request = {.ms = 40},
             .stages = {{u"received"_s, 0, 1}, {u"answered"_s, 1, 39}},
             .calls
             = {{u"late"_s, 0, 20, 1, 20, {}}, {u"early"_s, 503, 30, 2, 2, {{10, 5}}}, {u"shut"_s, 0, 0, 0, 3, {}}}});
        QCOMPARE(waterfall.accessibleDescription(),
                 u"reading 1.0 ms, work 39 ms, early ×2 503 · 30 ms, shut not sent · 0 ms, late no answer · 20 ms"_s);
    }

    void longPathsKeepTheirEnd()
    {
        QCOMPARE(pages::shortPath(u"/functions/v1/loopgpt_confirm_order"_s), u"…/loopgpt_confirm_order"_s);
        QCOMPARE(pages::shortPath(u"/healthz"_s), u"/healthz"_s);
        QCOMPARE(pages::shortPath(u"/shop/v1/orders/1234567890/items/7"_s), u"…/1234567890/items/7"_s);
        QCOMPARE(pages::shortPath(u"/one_part_that_is_longer_than_the_room"_s),
                 u"/one_part_that_is_longer_than_the_room"_s);
    }

    void fewFailuresAreNoJudgement()
    {
        QCOMPARE(pages::upstreamHealth({.calls = 2, .failures = 2}), kit::Health::Well);
        QCOMPARE(pages::upstreamHealth({.calls = 30, .failures = 3}), kit::Health::Degraded);
        QCOMPARE(pages::upstreamHealth({.calls = 6, .failures = 3}), kit::Health::Down);
        QCOMPARE(pages::paymentHealth(0, 0), kit::Health::Unknown);
        QCOMPARE(pages::paymentHealth(8, 10), kit::Health::Well);
        QCOMPARE(pages::paymentHealth(90, 100), kit::Health::Degraded);
        QCOMPARE(pages::paymentHealth(70, 100), kit::Health::Down);
    }

private:
    QString shownText() const
    {
        QStringList texts;
        for (const QLabel *label : m_page->findChildren<QLabel *>()) {
            if (label->isVisible())
                texts += label->text();
        }
        return texts.join(u'\n');
    }

    const kit::TimeBars *shownBars() const
    {
        const auto all = m_page->findChildren<kit::TimeBars *>();
        return *std::ranges::find_if(all, [](const kit::TimeBars *bars) { return bars->isVisible(); });
    }

    QString at(qint64 back) const { return protocol::toIsoUtc(core::wallTime(m_now - back)); }

    QJsonObject span(const QJsonArray &items, const QJsonArray &cells) const
    {
        return {{u"from"_s, at(600'000)}, {u"to"_s, at(0)},    {u"stepMs"_s, 10'000},
                {u"at"_s, at(0)},         {u"items"_s, items}, {u"cells"_s, cells}};
    }

    void fill()
    {
        const QJsonObject pay{{u"service"_s, u"commerce"_s},
                              {u"method"_s, u"POST"_s},
                              {u"operation"_s, u"/pay"_s},
                              {u"ratePerSec"_s, 1.5},
                              {u"requests"_s, 90},
                              {u"error4xx"_s, 0.1},
                              {u"error5xx"_s, 0.02},
                              {u"p50Ms"_s, 12},
                              {u"p95Ms"_s, 120},
                              {u"p99Ms"_s, 1200}};
        const QJsonObject idle{{u"service"_s, u"commerce"_s}, {u"method"_s, u"GET"_s}, {u"operation"_s, u"/idle"_s}};
        m_gateway->put("traffic/operations",
                       {{u"windowMs"_s, 60'000}, {u"at"_s, at(0)}, {u"items"_s, QJsonArray{pay, idle}}});
        const auto type = [](const QString &word, int count) {
            return QJsonObject{{u"type"_s, word}, {u"count"_s, count}};
        };
        const auto cell = [this](const QString &upstream, const QString &word, int count) {
            return QJsonObject{
                {u"at"_s, at(100'000)}, {u"upstream"_s, upstream}, {u"type"_s, word}, {u"count"_s, count}};
        };
        const QJsonObject kroger{
            {u"upstream"_s, u"kroger"_s},
            {u"calls"_s, 50},
            {u"failures"_s, 40},
            {u"retries"_s, 7},
            {u"types"_s, QJsonArray{type(u"timeout"_s, 34), type(u"breaker_open"_s, 6), type(u"cancelled"_s, 2)}}};
        const QJsonObject walmart{{u"upstream"_s, u"walmart"_s},
                                  {u"calls"_s, 100},
                                  {u"failures"_s, 0},
                                  {u"types"_s, QJsonArray{type(u"429"_s, 3)}}};
        m_gateway->put("traffic/upstreams",
                       span({kroger, walmart},
                            {cell(u"kroger"_s, u"timeout"_s, 34), cell(u"kroger"_s, u"breaker_open"_s, 6),
                             cell(u"kroger"_s, u"cancelled"_s, 2), cell(u"walmart"_s, u"429"_s, 3)}));
        QJsonObject latency = span({}, {});
        latency[u"upperMs"_s] = QJsonArray{5, 1000};
        latency[u"columns"_s] = QJsonArray{QJsonObject{{u"at"_s, at(100'000)}, {u"counts"_s, QJsonArray{9, 2, 1}}}};
        m_gateway->put("traffic/latency", latency);
        m_gateway->put(
            "traffic/payments",
            span({QJsonObject{{u"service"_s, u"commerce"_s}, {u"succeeded"_s, 9}, {u"all"_s, 10}}},
                 {QJsonObject{
                     {u"at"_s, at(50'000)}, {u"service"_s, u"commerce"_s}, {u"succeeded"_s, 9}, {u"all"_s, 10}}}));
    }

    std::unique_ptr<SmallGateway> m_gateway;
    std::unique_ptr<kit::TimeRange> m_range;
    kit::SeriesColors m_colors;
    std::unique_ptr<kit::ChartLink> m_shared;
    NoStore m_store;
    std::unique_ptr<QWidget> m_window;
    kit::UndoBar *m_undo = nullptr;
    std::unique_ptr<client::Link> m_link;
    std::unique_ptr<client::Facets> m_facets;
    std::unique_ptr<pages::TrafficPage> m_page;
    qint64 m_now = 0;
};

QTEST_MAIN(TstTrafficPage)
#include "tst_traffic_page.moc"
