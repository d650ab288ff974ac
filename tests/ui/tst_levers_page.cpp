#include "tests/ui/cable.h"
#include "ui/client/link.h"
#include "ui/kit/row_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/undo_bar.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/shell/console.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/shell/top_band.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::shell;

namespace {

constexpr int kPatience = 15000; ///< ms for what comes over the wire
constexpr auto kFlag = "LOOPGPT_PREFER_DIRECT_KROGER";
constexpr auto kNumber = "LOOPGPT_SCORE_PRICE_WEIGHT";

enum View { Settings, Revisions, Recipes, Guards };

/// The texts of every label that can be seen in a widget.
QString shownText(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisible())
            texts += label->text();
    }
    return texts.join(u'\n');
}

kit::RowModel &rowsOf(const kit::TableView &table)
{
    return *qobject_cast<kit::RowModel *>(table.model());
}

} // namespace

/// Flags & settings over a sandbox gateway in a process of its own, driven as an operator does.
class TstLeversPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
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

    void cleanupTestCase()
    {
        m_console.reset();
        m_other.reset();
        m_gateway.kill();
        QTRY_COMPARE(m_gateway.state(), QProcess::NotRunning);
    }

    void oneKeyFlipsAFlagAndUndoTakesItBack()
    {
        choose(kFlag);
        QCOMPARE(onTheWire(kFlag), u"false"_s);
        QTest::keyClick(&table(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(undo().isVisible() && undo().text().contains("is on"_L1), kPatience);
        QCOMPARE(onTheWire(kFlag), u"true"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(kFlag, 1), u"true"_s, kPatience);
        QVERIFY(cell(kFlag, 2).startsWith("operator "_L1));

        QTest::mouseClick(undo().findChild<QPushButton *>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(undo().text(), u"Undone."_s, kPatience);
        QCOMPARE(onTheWire(kFlag), u"false"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(kFlag, 2), u"default"_s, kPatience);
    }

    void aRefusedValueIsSaidAtItsFieldAndStays()
    {
        choose(kNumber);
        QLineEdit *value = line(u"New value of %1"_s.arg(QString::fromLatin1(kNumber)));
        QVERIFY(value->isVisible());
        type(value, u"cheap"_s);
        type(line(u"Why"_s), u"try a weight"_s);
        press(u"Set %1"_s.arg(QString::fromLatin1(kNumber)));
        QTRY_VERIFY_WITH_TIMEOUT(shownText(*value->parentWidget()).contains(QString::fromLatin1(kNumber)), kPatience);
        QCOMPARE(value->text(), u"cheap"_s);
        QCOMPARE(line(u"Why"_s)->text(), u"try a weight"_s);
        QVERIFY(onTheWire(kNumber) != "cheap"_L1);
    }

    void aDangerousChangeAsksForItsName()
    {
        choose(kNumber);
        type(line(u"New value of %1"_s.arg(QString::fromLatin1(kNumber))), u"0.35"_s);
        type(line(u"Why"_s), u"price matters more"_s);
        press(u"Set %1"_s.arg(QString::fromLatin1(kNumber)));
        QTRY_VERIFY_WITH_TIMEOUT(line(u"Confirmation"_s)->isVisible(), kPatience);
        QVERIFY(onTheWire(kNumber) != "0.35"_L1);
        type(line(u"Confirmation"_s), QString::fromLatin1(kNumber));
        press(u"Set %1"_s.arg(QString::fromLatin1(kNumber)));
        QTRY_COMPARE_WITH_TIMEOUT(onTheWire(kNumber), u"0.35"_s, kPatience);
    }

    /// The other one acts without this program's event loop running, so that the key is pressed on what was seen before.
    void whoIsTooLateIsToldWhatTheOtherDid()
    {
        choose(kFlag);
        QTRY_COMPARE_WITH_TIMEOUT(cell(kFlag, 1), u"false"_s, kPatience);
        QCOMPARE(QProcess::execute(program(), {u"flags"_s, u"set"_s, u"LOOPGPT_PREFER_DIRECT_WALMART=true"_s, u"--reason"_s, u"other"_s,
                                               u"--ops"_s, m_url.toString()}),
                 0);
        QTest::keyClick(&table(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(undo().text().contains("changed it meanwhile"_L1), kPatience);
        QVERIFY2(undo().text().contains("LOOPGPT_PREFER_DIRECT_WALMART is true"_L1), qPrintable(undo().text()));
        QCOMPARE(onTheWire(kFlag), u"false"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell("LOOPGPT_PREFER_DIRECT_WALMART", 1), u"true"_s, kPatience);
    }

    void typedTextStaysWhenSomebodyElseChangesTheSetting()
    {
        choose(kNumber);
        QLineEdit *value = line(u"New value of %1"_s.arg(QString::fromLatin1(kNumber)));
        type(value, u"0.31"_s);
        QCOMPARE(act(u"revisions"_s, {{"expectedRevision"_L1, head()}, {"reason"_L1, "other"_L1}, {"confirm"_L1, QString::fromLatin1(kNumber)},
                                      {"changes"_L1, QJsonArray {QJsonObject {{"key"_L1, QString::fromLatin1(kNumber)}, {"value"_L1, "0.40"_L1}}}}}),
                 QString());
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains("changed it meanwhile: now 0.40"_L1), kPatience);
        QCOMPARE(value->text(), u"0.31"_s);
    }

    void aRecipeShowsItsKeysAndShareBeforeItRuns()
    {
        show(Recipes);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf("commerce-disable-provider") >= 0, kPatience);
        QVERIFY(table().selectKey("commerce-disable-provider"));
        QComboBox *provider = nullptr;
        for (auto *combo : page().findChildren<QComboBox *>()) {
            if (combo->accessibleName() == "Which provider?"_L1)
                provider = combo;
        }
        QVERIFY(provider != nullptr);
        provider->setCurrentText(u"MEALME"_s);
        press(u"Preview"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains("MEALME"_L1), kPatience);
        QCOMPARE(onTheWire("LOOPGPT_ENABLE_MEALME"), u"true"_s);
        type(line(u"Why"_s), u"wrong prices"_s);
        type(line(u"Confirmation"_s), u"commerce-disable-provider"_s);
        press(u"Apply: Take a provider out"_s);
        QTRY_COMPARE_WITH_TIMEOUT(onTheWire("LOOPGPT_ENABLE_MEALME"), u"false"_s, kPatience);
    }

    void twoActsRollTheWholeSetBack()
    {
        show(Revisions);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).rowCount() > 5, kPatience);
        QVERIFY(table().selectKey("0"));
        press(u"Roll back…"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button(u"Roll back to 0"_s) != nullptr && button(u"Roll back to 0"_s)->isVisible(), kPatience);
        QCOMPARE(onTheWire(kNumber), u"0.40"_s);
        type(line(u"Why"_s), u"as it was"_s);
        if (line(u"Confirmation"_s) != nullptr)
            type(line(u"Confirmation"_s), u"0"_s);
        press(u"Roll back to 0"_s);
        QTRY_COMPARE_WITH_TIMEOUT(onTheWire("LOOPGPT_ENABLE_MEALME"), u"true"_s, kPatience);
        QCOMPARE(onTheWire("LOOPGPT_PREFER_DIRECT_WALMART"), u"false"_s);
        QVERIFY(onTheWire(kNumber) != "0.40"_L1);
        QTRY_VERIFY_WITH_TIMEOUT(undo().text().contains("Rolled back to 0"_L1), kPatience);
    }

    void twoRevisionsAreCompared()
    {
        show(Revisions);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf("1") >= 0, kPatience);
        QVERIFY(table().selectKey("0"));
        const int place = rowsOf(table()).placeOf("1");
        table().selectionModel()->select(table().model()->index(place, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains("From 0 to 1"_L1), kPatience);
        const auto tables = page().findChildren<kit::TableView *>();
        const auto diff = std::ranges::find_if(tables, [](const kit::TableView *one) { return one->isVisible() && one->accessibleName() == "Changes"_L1; });
        QVERIFY(diff != tables.end());
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(**diff).placeOf(kFlag) >= 0, kPatience);
    }

    void aGuardIsShownAndStopped()
    {
        QCOMPARE(act(u"revisions"_s, {{"expectedRevision"_L1, head()}, {"reason"_L1, "watched"_L1},
                                      {"guard"_L1, QJsonObject {{"service"_L1, "commerce"_L1}, {"watchSec"_L1, 600}}},
                                      {"changes"_L1, QJsonArray {QJsonObject {{"key"_L1, QString::fromLatin1(kFlag)}, {"value"_L1, "true"_L1}}}}}),
                 QString());
        show(Guards);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).rowCount() > 0, kPatience);
        const QByteArray id = rowsOf(table()).rowAt(0)->key;
        QCOMPARE(cell(id, 1), u"watching"_s);
        QVERIFY(table().selectKey(id));
        type(line(u"Why"_s), u"seen enough"_s);
        press(u"Stop watching %1"_s.arg(QString::fromUtf8(id)));
        QTRY_COMPARE_WITH_TIMEOUT(cell(id, 1), u"stopped by a person"_s, kPatience);
    }

    void aViewerIsToldWhoCan()
    {
        QProcess adding;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SIGNALBOX_DATA_DIR"_s, m_folder.filePath(u"sandbox"_s));
        adding.setProcessEnvironment(environment);
        adding.start(program(), {u"operator"_s, u"add"_s, u"vera"_s, u"--role"_s, u"viewer"_s, u"--reason"_s, u"test"_s});
        QTRY_COMPARE_WITH_TIMEOUT(adding.state(), QProcess::NotRunning, kPatience);
        const QByteArray told = adding.readAllStandardOutput();
        const QRegularExpressionMatch token = QRegularExpression(u"[0-9a-f]{64}"_s).match(QString::fromLatin1(told));
        QVERIFY2(token.hasMatch(), qPrintable(QString::fromUtf8(adding.readAllStandardError())));
        attach(token.captured().toLatin1());
        choose(kFlag);
        const QPushButton *set = button(u"Set %1"_s.arg(QString::fromLatin1(kFlag)));
        QTRY_VERIFY_WITH_TIMEOUT(!set->isEnabled() && set->toolTip().contains("viewer"_L1), kPatience);
        QVERIFY(shownText(page()).contains("Operators and admins can."_L1));
        const QString before = onTheWire(kFlag);
        QTest::keyClick(&table(), Qt::Key_Space);
        QCOMPARE(onTheWire(kFlag), before);
    }

private:
    static QString program() { return qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s; }
    MainWindow &window() const { return *m_console->window(); }
    const pages::SettingsPage &page() const { return *window().findChild<pages::SettingsPage *>(); }
    kit::UndoBar &undo() const { return *window().findChild<kit::UndoBar *>(); }

    void attach(const QByteArray &token)
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

    void show(View view) const { page().findChild<QTabWidget *>()->setCurrentIndex(view); }

    /// The first table of the view that is shown: its list.
    kit::TableView &table() const
    {
        return *page().findChild<QTabWidget *>()->currentWidget()->findChild<kit::TableView *>();
    }

    void choose(const QByteArray &key) const
    {
        show(Settings);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf(key) >= 0, kPatience);
        QVERIFY(table().selectKey(key));
        table().setFocus();
    }

    QString cell(const QByteArray &key, std::size_t column) const
    {
        return rowsOf(table()).rowAt(rowsOf(table()).placeOf(key))->cells[column].text;
    }

    /// Of the view that is shown; none when it has none.
    QLineEdit *line(const QString &name) const
    {
        const QWidget *view = page().findChild<QTabWidget *>()->currentWidget();
        for (QLineEdit *each : view->findChildren<QLineEdit *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }

    QPushButton *button(const QString &text) const
    {
        const QWidget *view = page().findChild<QTabWidget *>()->currentWidget();
        for (QPushButton *each : view->findChildren<QPushButton *>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }

    void press(const QString &text) const
    {
        QTRY_VERIFY_WITH_TIMEOUT(button(text) != nullptr && button(text)->isEnabled(), kPatience);
        button(text)->click();
    }

    static void type(QLineEdit *line, const QString &text)
    {
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
    }

    /// The effective value that the gateway tells anybody who asks.
    QString onTheWire(const QByteArray &key) const
    {
        std::optional<QString> value;
        m_other->get(window().findChild<QWidget *>(), u"settings/"_s + QString::fromLatin1(key), {}, [&value](const Result<QJsonObject> &answer) {
            value = answer ? answer->value("value"_L1).toString() : u"?"_s;
        });
        return QTest::qWaitFor([&value] { return value.has_value(); }, kPatience) ? *value : u"no answer"_s;
    }

    qint64 head() const
    {
        std::optional<qint64> number;
        m_other->get(window().findChild<QWidget *>(), u"revisions"_s, {}, [&number](const Result<QJsonObject> &answer) {
            const QJsonArray items = answer ? answer->value("items"_L1).toArray() : QJsonArray();
            number = qint64(items.isEmpty() ? 0 : items.first()["number"_L1].toDouble());
        });
        return QTest::qWaitFor([&number] { return number.has_value(); }, kPatience) ? *number : -1;
    }

    /// What a second console does; the error's text, empty when it went well.
    QString act(const QString &path, const QJsonObject &body) const
    {
        std::optional<QString> problem;
        m_other->compute(window().findChild<QWidget *>(), path, body, [&problem](const Result<QJsonObject> &answer) {
            problem = answer ? QString() : answer.error().text.text();
        });
        return QTest::qWaitFor([&problem] { return problem.has_value(); }, kPatience) ? *problem : u"no answer"_s;
    }

    QTemporaryDir m_folder;
    QProcess m_gateway;
    QUrl m_url;
    QByteArray m_token;
    std::unique_ptr<client::Link> m_other;
    std::unique_ptr<Console> m_console;
};

QTEST_MAIN(TstLeversPage)
#include "tst_levers_page.moc"
