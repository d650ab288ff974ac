#include "ui/client/facets.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/layout_store.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/kit/undo_bar.h"
#include "ui/shell/page_list.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

class NoLayout : public kit::LayoutStore
{
public:
    QVariant value(const QString &) const override { return {}; }
    void setValue(const QString &, const QVariant &) override { }
};

template <class... T>
bool isOneOf(const QWidget *widget)
{
    return (... || (qobject_cast<const T *>(widget) != nullptr));
}

/// What a person acts on: controls, and whatever else takes the keyboard.
bool isInteractive(const QWidget *widget)
{
    if (isOneOf<QScrollBar, QHeaderView>(widget) || widget->objectName().startsWith("qt_"_L1) || widget->focusProxy() != nullptr)
        return false;
    // What is put away by itself has nothing to say yet; what only stands in a view that is not in front does count.
    if (widget->isHidden() && widget->testAttribute(Qt::WA_WState_ExplicitShowHide))
        return false;
    // The line of a box with arrows, the cross in a line and a table's corner belong to their owner and its name.
    for (const QWidget *owner = widget->parentWidget(); owner != nullptr; owner = owner->parentWidget()) {
        if (isOneOf<QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView>(owner))
            return false;
    }
    return isOneOf<QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
                   QTabBar, QTextEdit>(widget)
        || (widget->focusPolicy() & Qt::TabFocus) != 0;
}

QString place(const QWidget *widget)
{
    QStringList path;
    for (; widget != nullptr; widget = widget->parentWidget())
        path.prepend(QString::fromLatin1(widget->metaObject()->className()));
    return path.join(u" > "_s);
}

} // namespace

/// Every control of every page has a name for screen readers, also those that are not in view at first (contract
/// operator-console 4.3). New pages are found in the registry.
class TstPageNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<kit::Theme>(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        shell::addPages(m_pages, m_facets);
        QVERIFY(m_pages.entries().size() >= 4);
    }

    void everyControlHasAName_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_pages.entries().size(); ++i)
            QTest::newRow(m_pages.entries()[i].id.constData()) << int(i);
    }

    void everyControlHasAName()
    {
        QFETCH(const int, index);
        const kit::PageTools tools {m_link, m_layout, m_undo};
        const std::unique_ptr<kit::Page> page(m_pages.entries()[std::size_t(index)].make(tools));
        page->resize(1024, 700);
        page->show();
        QStringList nameless;
        int controls = 0;
        for (QWidget *widget : page->findChildren<QWidget *>()) {
            if (!isInteractive(widget))
                continue;
            ++controls;
            const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
            if (told == nullptr || told->text(QAccessible::Name).trimmed().isEmpty())
                nameless += place(widget);
        }
        QVERIFY(controls > 0);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    }

private:
    std::unique_ptr<kit::Theme> m_theme;
    client::Link m_gateway {{.base = QUrl(u"http://127.0.0.1:1"_s), .token = "t", .readOnly = true}, core::systemClock()};
    client::Facets m_facets {m_gateway};
    shell::PageRegistry m_pages;
    kit::TimeRange m_range;
    kit::SeriesColors m_colors;
    kit::ChartLink m_link {m_range, m_colors};
    NoLayout m_layout;
    QWidget m_window;
    kit::UndoBar m_undo {&m_window};
};

QTEST_MAIN(TstPageNames)
#include "tst_page_names.moc"
