#include "ui/kit/layout_store.h"
#include "ui/kit/row_model.h"
#include "ui/kit/table_delegate.h"
#include "ui/kit/table_view.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::kit;

namespace {

class MemoryLayout : public LayoutStore
{
public:
    QVariant value(const QString &name) const override { return m_values.value(name); }
    void setValue(const QString &name, const QVariant &value) override { m_values.insert(name, value); }

private:
    QVariantMap m_values;
};

std::vector<Column> columns()
{
    return {{"name", u"Name"_s}, {"size", u"Size"_s, ColumnType::Number}, {"note", u"Note"_s}, {"rare", u"Rare"_s, ColumnType::Text, false}};
}

Row row(const QString &name, double size, const QString &note)
{
    return {name.toUtf8(), {Cell::name(name), Cell::of(size, QString::number(size)), Cell::of(note), Cell::of(u"r"_s)}};
}

QStringList headers(const TableView &table)
{
    QStringList shown;
    for (int visual = 0; visual < table.horizontalHeader()->count(); ++visual) {
        const int column = table.horizontalHeader()->logicalIndex(visual);
        if (!table.isColumnHidden(column))
            shown += table.model()->headerData(column, Qt::Horizontal).toString();
    }
    return shown;
}

QMenu *openMenu(TableView &table)
{
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {20, 40}, table.mapToGlobal(QPoint(20, 40)));
    QCoreApplication::sendEvent(table.viewport(), &event);
    return table.findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
}

QAction *entry(const QMenu *menu, const QString &text)
{
    for (QAction *action : menu->actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

} // namespace

/// What every table of the console can do (contract operator-console 4.3).
class TstKitTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_rows = std::make_unique<RowModel>(columns());
        m_rows->setRows({row(u"b"_s, 2, u"second"_s), row(u"a"_s, 10, u"first"_s), row(u"c"_s, 1, u"third"_s)});
        m_table = std::make_unique<TableView>(*m_rows);
        m_table->resize(500, 300);
        m_table->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    }

    void cleanup() { m_table.reset(); }

    void ctrlCCopiesTheSelectedRows()
    {
        m_table->setFocus();
        m_table->selectKey("a");
        QTest::keyClick(m_table.get(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(m_table.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Name\tSize\tNote\na\t10\tfirst\nc\t1\tthird"_s);
    }

    void theMenuEqualsTheKeys()
    {
        QMenu *menu = openMenu(*m_table);
        QVERIFY(menu != nullptr);
        QVERIFY(!entry(menu, u"Open"_s)->isVisible());
        menu->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

        QSignalSpy opened(m_table.get(), &TableView::opened);
        QAction replay(u"Replay"_s);
        replay.setShortcut(Qt::Key_R);
        QSignalSpy replayed(&replay, &QAction::triggered);
        m_table->addAct(&replay);
        m_table->setFocus();
        m_table->selectKey("a");
        QTest::keyClick(m_table.get(), Qt::Key_Return);
        QTest::keyClick(m_table.get(), Qt::Key_R);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(replayed.count(), 1);

        menu = openMenu(*m_table);
        for (const QAction *action : m_table->actions())
            QVERIFY2(menu->actions().contains(action), qPrintable(action->text()));
        entry(menu, u"Open"_s)->trigger();
        entry(menu, u"Replay"_s)->trigger();
        entry(menu, u"Select all rows"_s)->trigger();
        entry(menu, u"Copy rows"_s)->trigger();
        QCOMPARE(opened.count(), 2);
        QCOMPARE(replayed.count(), 2);
        QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 3);
        menu->close();
    }

    void rowsAreSortedWithoutAMouse()
    {
        QMenu *menu = openMenu(*m_table);
        entry(entry(menu, u"Sort by"_s)->menu(), u"Size"_s)->trigger();
        QCOMPARE(m_rows->rowAt(0)->key, QByteArray("a"));
        entry(entry(menu, u"Sort by"_s)->menu(), u"Size"_s)->trigger();
        QCOMPARE(m_rows->rowAt(0)->key, QByteArray("c"));
        menu->close();
    }

    void theChoiceOfColumnsAndTheirOrderAreKept()
    {
        MemoryLayout layout;
        m_table->keepColumns(layout, u"test"_s);
        QCOMPARE(headers(*m_table), (QStringList {u"Name"_s, u"Size"_s, u"Note"_s}));
        QMenu *menu = openMenu(*m_table);
        const QMenu *choices = entry(menu, u"Columns"_s)->menu();
        entry(choices, u"Rare"_s)->trigger();
        entry(choices, u"Size"_s)->trigger();
        menu->close();
        m_table->horizontalHeader()->moveSection(2, 0);
        TableView other(*m_rows);
        other.keepColumns(layout, u"test"_s);
        QCOMPARE(headers(other), (QStringList {u"Note"_s, u"Name"_s, u"Rare"_s}));
        TableView unrelated(*m_rows);
        unrelated.keepColumns(layout, u"elsewhere"_s);
        QCOMPARE(headers(unrelated), (QStringList {u"Name"_s, u"Size"_s, u"Note"_s}));
    }

    void aTextThatDoesNotFitIsTold()
    {
        const auto *delegate = qobject_cast<const TableDelegate *>(m_table->itemDelegate());
        const QString text = u"Kroger timed out after six seconds, so the order went to Walmart"_s;
        Row full = row(u"a"_s, 10, text);
        full.cells[1].tip = u"10 × 0.30 = 3.00"_s;
        m_rows->upsert({full});
        const int place = m_rows->placeOf("a");
        QCOMPARE(delegate->tipAt(m_rows->index(place, 2), 80), text);
        QCOMPARE(delegate->tipAt(m_rows->index(place, 2), 2000), QString());
        QCOMPARE(delegate->tipAt(m_rows->index(place, 1), 2000), u"10 × 0.30 = 3.00"_s);
    }

private:
    std::unique_ptr<RowModel> m_rows;
    std::unique_ptr<TableView> m_table;
};

QTEST_MAIN(TstKitTables)
#include "tst_kit_tables.moc"
