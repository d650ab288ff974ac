#include "tests/ui/levers_desk.h"

#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace signalbox::wire {

void LeversDesk::open()
{
    Desk::open();
    go("gf", "settings");
}

void LeversDesk::attach(const QByteArray &token)
{
    Desk::attach(token);
    go("gf", "settings");
}

const pages::SettingsPage &LeversDesk::page() const
{
    return *window().findChild<pages::SettingsPage *>();
}

void LeversDesk::show(View view) const
{
    page().findChild<QTabWidget *>()->setCurrentIndex(view);
}

kit::TableView &LeversDesk::table() const
{
    return *page().findChild<QTabWidget *>()->currentWidget()->findChild<kit::TableView *>();
}

void LeversDesk::choose(const QByteArray &key) const
{
    show(Settings);
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf(key) >= 0, kPatience);
    QVERIFY(table().selectKey(key));
    table().setFocus();
}

QString LeversDesk::cell(const QByteArray &key, std::size_t column) const
{
    return rowsOf(table()).rowAt(rowsOf(table()).placeOf(key))->cells[column].text;
}

QLineEdit *LeversDesk::line(const QString &name) const
{
    return lineIn(*page().findChild<QTabWidget *>()->currentWidget(), name);
}

QPushButton *LeversDesk::button(const QString &text) const
{
    return buttonIn(*page().findChild<QTabWidget *>()->currentWidget(), text);
}

void LeversDesk::press(const QString &text) const
{
    pressIn(*page().findChild<QTabWidget *>()->currentWidget(), text);
}

QString LeversDesk::onTheWire(const QByteArray &key) const
{
    return read(u"settings/"_s + QString::fromLatin1(key)).value("value"_L1).toString(u"?"_s);
}

} // namespace signalbox::wire
