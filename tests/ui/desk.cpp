#include "tests/ui/desk.h"

#include "ui/shell/page_list.h"
#include "ui/shell/top_band.h"

#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTest>

using namespace Qt::StringLiterals;

namespace signalbox::wire {

using namespace shell;

Desk::~Desk() = default;

QString Desk::shownText(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisible())
            texts += label->text();
    }
    return texts.join(u'\n');
}

kit::RowModel &Desk::rowsOf(const kit::TableView &table)
{
    return *qobject_cast<kit::RowModel *>(table.model());
}

void Desk::open()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(u"settings"_s));
    m_gateway.start(program(), {u"sandbox"_s, u"--data-dir"_s, m_folder.path()});
    QFile ops(m_folder.filePath(u"sandbox/ops.json"_s));
    QTRY_VERIFY_WITH_TIMEOUT(ops.exists(), kPatience);
    QVERIFY(ops.open(QIODevice::ReadOnly));
    const QJsonObject told = QJsonDocument::fromJson(ops.readAll()).object();
    m_url = QUrl(told.value("url"_L1).toString());
    m_token = told.value("token"_L1).toString().toUtf8();
    QByteArray said;
    const auto isReady
        = [this, &said] { return (said += m_gateway.readAllStandardOutput()).contains("signalbox ready "); };
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), kPatience);
    static const QRegularExpression address(u"signalbox ready (\\S+)"_s);
    m_service = QUrl(address.match(QString::fromUtf8(said)).captured(1));
    m_other = std::make_unique<client::Link>(client::LinkTarget{m_url, m_token}, core::systemClock());
    auto *application = qobject_cast<QApplication *>(QCoreApplication::instance());
    m_console = std::make_unique<Console>(*application, addPages, core::systemClock());
    m_console->language().choose(Language::Choice::English);
    attach(m_token);
}

void Desk::close()
{
    m_console.reset();
    m_other.reset();
    m_gateway.kill();
    QTRY_COMPARE(m_gateway.state(), QProcess::NotRunning);
}

QString Desk::program()
{
    return qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s;
}

kit::UndoBar &Desk::undo() const
{
    return *window().findChild<kit::UndoBar *>();
}

void Desk::attach(const QByteArray &token, bool readOnly)
{
    m_console->attach({.base = m_url, .token = token, .readOnly = readOnly});
    QApplication::setActiveWindow(&window());
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    qputenv("SIGNALBOX_OPS_TOKEN", m_token);
    const auto *link = window().findChild<TopBand *>()->findChild<kit::StateBadge *>();
    QTRY_COMPARE_WITH_TIMEOUT(link->accessibleName(), u"linked"_s, kPatience);
}

void Desk::go(const char *keys, const QByteArray &page) const
{
    QTest::keyClicks(&window(), QString::fromLatin1(keys));
    QCOMPARE(window().currentPage(), page);
}

QByteArray Desk::tokenFor(const QString &name, const QString &role) const
{
    QProcess adding;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DATABASE_URL"_s, u"sqlite:"_s + store());
    adding.setProcessEnvironment(environment);
    adding.start(program(), {u"operator"_s, u"add"_s, name, u"--role"_s, role, u"--reason"_s, u"test"_s});
    if (!QTest::qWaitFor([&adding] { return adding.state() == QProcess::NotRunning; }, kPatience))
        return {};
    const QString told = QString::fromUtf8(adding.readAllStandardOutput());
    return QRegularExpression(u"[0-9a-f]{64}"_s).match(told).captured().toLatin1();
}

QLineEdit *Desk::lineIn(const QWidget &widget, const QString &name)
{
    for (QLineEdit *each : widget.findChildren<QLineEdit *>()) {
        if (each->accessibleName() == name)
            return each;
    }
    return nullptr;
}

QPushButton *Desk::buttonIn(const QWidget &widget, const QString &text)
{
    for (QPushButton *each : widget.findChildren<QPushButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

void Desk::pressIn(const QWidget &widget, const QString &text)
{
    QTRY_VERIFY_WITH_TIMEOUT(buttonIn(widget, text) != nullptr && buttonIn(widget, text)->isEnabled(), kPatience);
    buttonIn(widget, text)->click();
}

void Desk::type(QLineEdit *line, const QString &text)
{
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

QJsonObject Desk::read(const QString &path) const
{
    std::optional<QJsonObject> told;
    m_other->get(window().findChild<QWidget *>(), path, {},
                 [&told](const Result<QJsonObject> &answer) { told = answer.value_or(QJsonObject()); });
    return QTest::qWaitFor([&told] { return told.has_value(); }, kPatience) ? *told : QJsonObject();
}

qint64 Desk::head() const
{
    const QJsonArray items = read(u"revisions"_s).value("items"_L1).toArray();
    return qint64(items.isEmpty() ? 0 : items.first()["number"_L1].toDouble());
}

QString Desk::act(const QString &path, const QJsonObject &body) const
{
    std::optional<QString> problem;
    m_other->compute(window().findChild<QWidget *>(), path, body, [&problem](const Result<QJsonObject> &answer) {
        problem = answer ? QString() : answer.error().text.text();
    });
    return QTest::qWaitFor([&problem] { return problem.has_value(); }, kPatience) ? *problem : u"no answer"_s;
}

QString Desk::set(const QString &key, const QString &value) const
{
    const QJsonObject change{{"key"_L1, key}, {"value"_L1, value}};
    return act(u"revisions"_s,
               {{"expectedRevision"_L1, head()},
                {"reason"_L1, "test"_L1},
                {"confirm"_L1, key},
                {"changes"_L1, QJsonArray{change}}});
}

} // namespace signalbox::wire
