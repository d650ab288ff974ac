#include "ui/kit/row_model.h"
#include "ui/kit/table_view.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::kit;

namespace {

Row row(int key, double number, const QString &text)
{
    return {QByteArray::number(key), {Cell::of(text), Cell::of(number, QString::number(number))}};
}

std::vector<Column> columns()
{
    return {{"text", u"Text"_s}, {"number", u"Number"_s, ColumnType::Number}};
}

QStringList shown(const RowModel &model)
{
    QStringList keys;
    for (int place = 0; place < model.rowCount(); ++place)
        keys += QString::fromUtf8(model.rowAt(place)->key);
    return keys;
}

} // namespace

class TstRowModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsByNumberWithUnknownLast()
    {
        RowModel model(columns());
        QAbstractItemModelTester tester(&model);
        model.setRows({row(1, 30, u"b"_s), row(2, 4, u"C"_s), row(3, std::nan(""), u"a"_s), row(4, 100, u"d"_s)});
        model.sort(1, Qt::AscendingOrder);
        QCOMPARE(shown(model), (QStringList {u"2"_s, u"1"_s, u"4"_s, u"3"_s}));
        model.sort(1, Qt::DescendingOrder);
        QCOMPARE(shown(model), (QStringList {u"4"_s, u"1"_s, u"2"_s, u"3"_s}));
        model.sort(0, Qt::AscendingOrder);
        QCOMPARE(shown(model), (QStringList {u"3"_s, u"1"_s, u"2"_s, u"4"_s}));
    }

    void filterAndBoundKeepTheRightRows()
    {
        RowModel model(columns());
        QAbstractItemModelTester tester(&model);
        model.setBound(3);
        model.upsert({row(1, 1, u"a"_s), row(2, 2, u"b"_s), row(3, 3, u"c"_s)});
        model.upsert({row(4, 4, u"d"_s)});
        QCOMPARE(shown(model), (QStringList {u"2"_s, u"3"_s, u"4"_s}));
        model.setFilter([](const Row &one) { return one.cells[1].number > 2; });
        QCOMPARE(shown(model), (QStringList {u"3"_s, u"4"_s}));
        QCOMPARE(model.placeOf("2"), -1);
        QCOMPARE(model.total(), 3);
        model.setFilter({});
        model.setRows({row(4, 4, u"d"_s), row(9, 9, u"z"_s), row(2, 2, u"b"_s)});
        QCOMPARE(shown(model), (QStringList {u"4"_s, u"9"_s, u"2"_s}));
    }

    void updatesKeepSelectionAndScroll()
    {
        RowModel model(columns());
        TableView table(model);
        table.resize(300, 200);
        std::vector<Row> rows;
        for (int i = 0; i < 500; ++i)
            rows.push_back(row(i, i, u"row"_s));
        model.setRows(rows);
        model.sort(1, Qt::DescendingOrder);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QVERIFY(table.selectKey("250"));
        table.verticalScrollBar()->setValue(100 * 26);
        const QByteArray top = model.rowAt(table.rowAt(1))->key;
        std::vector<Row> fresh;
        for (int i = 500; i < 540; ++i)
            fresh.push_back(row(i, i, u"new"_s));
        fresh.push_back(row(250, 250.5, u"changed"_s));
        model.upsert(fresh);
        QCOMPARE(table.selectedKeys(), QList<QByteArray> {"250"});
        QCOMPARE(table.currentKey(), QByteArray("250"));
        QCOMPARE(model.rowAt(table.rowAt(1))->key, top);
        QCOMPARE(table.selectionAsText(), u"Text\tNumber\nchanged\t250.5"_s);
    }

    void selectionFollowsItsRowsThroughRandomChanges()
    {
        RowModel model(columns());
        QAbstractItemModelTester tester(&model);
        QItemSelectionModel selection(&model);
        QRandomGenerator random(7);
        for (int round = 0; round < 200; ++round) {
            std::vector<Row> rows;
            for (int i = 0; i < 30; ++i)
                rows.push_back(row(int(random.bounded(60)), random.bounded(100), u"x"_s));
            const int kept = model.rowCount() > 0 ? int(random.bounded(model.rowCount())) : -1;
            const QByteArray key = kept < 0 ? QByteArray() : model.rowAt(kept)->key;
            if (kept >= 0)
                selection.select(model.index(kept, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
            random.bounded(2) == 0 ? model.upsert(rows) : model.setRows(rows);
            const int now = model.placeOf(key);
            if (kept >= 0)
                QCOMPARE(selection.selectedRows().isEmpty() ? -1 : selection.selectedRows().first().row(), now);
            if (round % 5 == 0)
                model.sort(1, random.bounded(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
        }
    }

    void textsAreSortedBeyondWhatTheyHaveInCommon()
    {
        RowModel model(columns());
        const QStringList texts {u"request 12345"_s, u"REQUEST 1234"_s, u"request 123450"_s, u"request"_s, u"request 0"_s, u"request 12344"_s, u"Request 12345"_s};
        std::vector<Row> rows;
        for (int i = 0; i < texts.size(); ++i)
            rows.push_back(row(i, i, texts[i]));
        model.setRows(rows);
        model.sort(0, Qt::AscendingOrder);
        QCOMPARE(shown(model), (QStringList {u"3"_s, u"4"_s, u"1"_s, u"5"_s, u"0"_s, u"6"_s, u"2"_s}));
        model.sort(0, Qt::DescendingOrder);
        QCOMPARE(shown(model), (QStringList {u"2"_s, u"0"_s, u"6"_s, u"5"_s, u"1"_s, u"4"_s, u"3"_s}));
        model.upsert({row(2, 2, u"a"_s), row(7, 7, QString())});
        QCOMPARE(shown(model).last(), u"7"_s);
        QCOMPARE(shown(model).at(6), u"2"_s);
        model.sort(1, Qt::AscendingOrder);
        model.upsert({row(0, -0.5, u"zebra"_s), row(1, -1e9, u"y"_s)});
        QCOMPARE(shown(model).mid(0, 3), (QStringList {u"1"_s, u"0"_s, u"2"_s}));
        model.sort(0, Qt::DescendingOrder);
        QCOMPARE(shown(model).first(), u"0"_s);
    }

    /// The best of three, so that a neighbour on the machine does not count. Without optimisation the figures are
    /// only printed: the 100 ms are for what is shipped.
    void hundredThousandRowsAreSortedAndFilteredInTime()
    {
        RowModel model(columns());
        std::vector<Row> rows;
        QRandomGenerator random(1);
        for (int i = 0; i < 100'000; ++i)
            rows.push_back(row(i, random.bounded(1'000'000), u"request number %1"_s.arg(random.bounded(100'000))));
        model.setRows(rows);
        const auto best = [](const std::function<void()> &act) {
            qint64 shortest = std::numeric_limits<qint64>::max();
            for (int round = 0; round < 3; ++round) {
                QElapsedTimer timer;
                timer.start();
                act();
                shortest = std::min(shortest, timer.elapsed());
            }
            return shortest;
        };
        Qt::SortOrder order = Qt::AscendingOrder;
        const auto turn = [&order] { return std::exchange(order, order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder); };
        const qint64 numbers = best([&] { model.sort(1, turn()); });
        QElapsedTimer first;
        first.start();
        model.sort(0, Qt::AscendingOrder);
        const qint64 firstTexts = first.elapsed();
        const qint64 texts = best([&] { model.sort(0, turn()); });
        double least = 0;
        const qint64 filter = best([&] {
            least += 200'000;
            model.setFilter([least](const Row &one) { return one.cells[1].number > least; });
        });
        model.setFilter({});
        model.sort(0, Qt::AscendingOrder);
        qInfo("100,000 rows: sort by number %lld ms, by text %lld ms at first and %lld ms again, filter %lld ms", numbers, firstTexts, texts, filter);
        QCOMPARE(model.rowCount(), 100'000);
        for (int place = 1; place < model.rowCount(); ++place)
            QVERIFY(model.rowAt(place - 1)->cells[0].text <= model.rowAt(place)->cells[0].text);
#if defined(__OPTIMIZE__) && !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
        QVERIFY(std::max({numbers, firstTexts, texts, filter}) <= 100);
#endif
    }
};

QTEST_MAIN(TstRowModel)
#include "tst_row_model.moc"
