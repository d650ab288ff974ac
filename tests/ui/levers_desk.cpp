#include "tests/ui/levers_desk.h"

#include "ui/shell/page_list.h"
#include "ui/shell/top_band.h"

#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace signalbox::wire {

using namespace shell;

LeversDesk::~LeversDesk() = default;

QString LeversDesk::shownText(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisible())
            texts += label->text();
    }
    return texts.join(u'\n');
}

kit::RowModel &LeversDesk::rowsOf(const kit::TableView &table)
{
    return *qobject_cast<kit::RowModel *>(table.model());
}

void LeversDesk::open()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(u"settings"_s));
    m_gateway.start(program(), {u"sandbox"_s, u"--data-dir"_s, m_folder.path()});
    QFile ops(m_folder.filePath(u"sandbox/ops.json"_s));
    QTRY_VERIFY_WITH_TIMEOUT(ops.exists(), kPatience);
    QVERIFY(ops.open(QIODevice::ReadOnly));
    const QJsonObject told = QJsonDocument::fromJson(ops.readAll()).object();
    m_url = QUrl(told.value("url"_L1).toString());
    m_token = told.value("token"_L1).toString().toUtf8();
    m_other = std::make_unique<client::Link>(client::LinkTarget {m_url, m_token}, core::systemClock());
    auto *application = qobject_cast<QApplication *>(QCoreApplication::instance());
    m_console = std::make_unique<Console>(*application, addPages, core::systemClock());
    m_console->language().choose(Language::Choice::English);
    attach(m_token);
}

void LeversDesk::close()
{
    m_console.reset();
    m_other.reset();
    m_gateway.kill();
    QTRY_COMPARE(m_gateway.state(), QProcess::NotRunning);
}

QString LeversDesk::program()
{
    return qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s;
}

const pages::SettingsPage &LeversDesk::page() const
{
    return *window().findChild<pages::SettingsPage *>();
}

kit::UndoBar &LeversDesk::undo() const
{
    return *window().findChild<kit::UndoBar *>();
}

void LeversDesk::attach(const QByteArray &token)
{
    m_console->attach({.base = m_url, .token = token});
    QApplication::setActiveWindow(&window());
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    qputenv("SIGNALBOX_OPS_TOKEN", m_token);
    const auto *link = window().findChild<TopBand *>()->findChild<kit::StateBadge *>();
    QTRY_COMPARE_WITH_TIMEOUT(link->accessibleName(), u"linked"_s, kPatience);
    QTest::keyClicks(&window(), u"gf"_s);
    QCOMPARE(window().currentPage(), QByteArray("settings"));
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
    const QWidget *view = page().findChild<QTabWidget *>()->currentWidget();
    for (QLineEdit *each : view->findChildren<QLineEdit *>()) {
        if (each->accessibleName() == name)
            return each;
    }
    return nullptr;
}

QPushButton *LeversDesk::button(const QString &text) const
{
    const QWidget *view = page().findChild<QTabWidget *>()->currentWidget();
    for (QPushButton *each : view->findChildren<QPushButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

void LeversDesk::press(const QString &text) const
{
    QTRY_VERIFY_WITH_TIMEOUT(button(text) != nullptr && button(text)->isEnabled(), kPatience);
    button(text)->click();
}

void LeversDesk::type(QLineEdit *line, const QString &text)
{
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

QString LeversDesk::onTheWire(const QByteArray &key) const
{
    std::optional<QString> value;
    m_other->get(window().findChild<QWidget *>(), u"settings/"_s + QString::fromLatin1(key), {}, [&value](const Result<QJsonObject> &answer) {
        value = answer ? answer->value("value"_L1).toString() : u"?"_s;
    });
    return QTest::qWaitFor([&value] { return value.has_value(); }, kPatience) ? *value : u"no answer"_s;
}

qint64 LeversDesk::head() const
{
    std::optional<qint64> number;
    m_other->get(window().findChild<QWidget *>(), u"revisions"_s, {}, [&number](const Result<QJsonObject> &answer) {
        const QJsonArray items = answer ? answer->value("items"_L1).toArray() : QJsonArray();
        number = qint64(items.isEmpty() ? 0 : items.first()["number"_L1].toDouble());
    });
    return QTest::qWaitFor([&number] { return number.has_value(); }, kPatience) ? *number : -1;
}

QString LeversDesk::act(const QString &path, const QJsonObject &body) const
{
    std::optional<QString> problem;
    m_other->compute(window().findChild<QWidget *>(), path, body, [&problem](const Result<QJsonObject> &answer) {
        problem = answer ? QString() : answer.error().text.text();
    });
    return QTest::qWaitFor([&problem] { return problem.has_value(); }, kPatience) ? *problem : u"no answer"_s;
}

} // namespace signalbox::wire
