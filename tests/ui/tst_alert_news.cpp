#include "backend/operator/protocol/stream_event.h"
#include "backend/operator/server/alerts/alert_rules.h"
#include "ui/client/alert_rule_texts.h"
#include "ui/client/alert_text.h"
#include "ui/client/facets.h"
#include "ui/pages/alerts/alert_rows.h"
#include "ui/pages/alerts/alerts_band.h"
#include "ui/shell/alert_banner.h"
#include "ui/shell/page_list.h"
#include "ui/shell/tray.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

/// A page alert that fires, as the gateway tells it.
protocol::Alert firing(int number)
{
    static const core::WallTime now = core::systemClock().wall();
    return {.id = u"providerDown:P%1"_s.arg(number),
            .rule = u"providerDown"_s,
            .service = u"commerce"_s,
            .subject = u"P%1"_s.arg(number),
            .severity = protocol::Severity::Page,
            .state = protocol::AlertState::Firing,
            .sentence = u"it fails"_s,
            .value = 0.75,
            .limit = 0.5,
            .unit = u"share"_s,
            .since = now,
            .firedAt = now,
            .at = now};
}

QString textOf(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts += label->text();
    return texts.join(u'\n');
}

} // namespace

/// What the console makes of the gateway's news of alerts, without a gateway.
class TstAlertNews : public QObject
{
    Q_OBJECT

    /// The alerts of these numbers begin to fire.
    void news(int from, int to)
    {
        protocol::AlertNews news{.firing = to, .flood = to > 10, .at = core::systemClock().wall()};
        for (int number = from; number < to; ++number)
            news.changed.push_back(firing(number));
        tell(news);
    }

    void tell(const protocol::AlertNews &news)
    {
        Q_EMIT m_link->topicArrived(protocol::kTopicAlerts, protocol::toJson(news));
    }

private Q_SLOTS:
    void init()
    {
        m_link = std::make_unique<client::Link>(client::LinkTarget{.base = QUrl(u"http://127.0.0.1:1"_s), .token = "t"},
                                                core::systemClock());
        m_facets = std::make_unique<client::Facets>(*m_link);
    }

    void cleanup()
    {
        m_facets.reset();
        m_link.reset();
    }

    /// The console words every rule, and as the gateway does.
    void everyRuleHasItsWords()
    {
        for (const server::RuleRow &row : server::alertRuleTable()) {
            const auto text = std::ranges::find_if(client::kAlertRuleTexts, [&row](const client::AlertRuleText &one) {
                return row.rule.id == QLatin1StringView(one.rule);
            });
            QVERIFY2(text != std::end(client::kAlertRuleTexts), qPrintable(row.rule.id));
            QCOMPARE(QString::fromUtf8(text->sentence), row.rule.sentence);
            QCOMPARE(QString::fromUtf8(text->runbook), row.rule.runbook);
            QCOMPARE(client::alertLimitSetting({.rule = row.rule.id}),
                     QString::fromLatin1(server::limitSettingOf(row.rule)));
        }
    }

    void anUnknownRuleKeepsTheGatewaysWords()
    {
        protocol::Alert alert = firing(1);
        QCOMPARE(client::alertSentence(alert), u"P1 fails 75 % of its quotes (limit 50 %): orders go to the others."_s);
        alert.rule = u"ofANewerGateway"_s;
        QCOMPARE(client::alertSentence(alert), u"it fails"_s);
    }

    void aFloodIsSaidOnceWithItsCause()
    {
        shell::Tray tray(*m_facets, core::systemClock());
        QSignalSpy told(&tray, &shell::Tray::told);
        pages::AlertsBand band(*m_facets);
        news(0, 2);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0][1].toString().split(u'\n').size(), 2);
        news(2, 12);
        news(12, 20);
        QCOMPARE(told.size(), 2);
        QVERIFY2(told[1][1].toString().contains("12"_L1), qPrintable(told[1][1].toString()));
        band.refresh();
        QVERIFY2(textOf(band).contains("20 alert"_L1), qPrintable(textOf(band)));
        QSignalSpy wanted(&band, &pages::AlertsBand::filterWanted);
        for (QPushButton *button : band.findChildren<QPushButton *>()) {
            if (button->text() == "providerDown 20"_L1)
                button->click();
        }
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), u"rule:\"providerDown\""_s);
    }

    void theSameNewsAgainIsNoMessage()
    {
        QSignalSpy fired(&m_facets->alerts, &client::AlertsFacet::fired);
        news(0, 1);
        news(0, 1);
        QCOMPARE(fired.size(), 1);
        QCOMPARE(m_facets->alerts.calling().size(), 1);
        protocol::Alert over = firing(0);
        over.state = protocol::AlertState::Resolved;
        over.resolvedAt = over.at;
        tell({.changed = {over}, .at = over.at});
        QVERIFY(m_facets->alerts.calling().empty());
        news(0, 1);
        QCOMPARE(fired.size(), 2);
    }

    /// The gateway says nothing when a shelf ends.
    void whatWasShelvedCallsAgainWhenTheTimeIsUp()
    {
        protocol::Alert shelved = firing(0);
        shelved.shelvedBy = u"olga"_s;
        const core::WallTime now = core::systemClock().wall();
        shelved.shelvedUntil = now + std::chrono::milliseconds(600);
        tell({.changed = {shelved}, .at = now});
        QVERIFY(m_facets->alerts.calling().empty());
        QSignalSpy changed(&m_facets->alerts, &client::AlertsFacet::changed);
        QTRY_COMPARE(m_facets->alerts.calling().size(), 1);
        QTRY_VERIFY(!changed.isEmpty());
    }

    void theBannerGoesWhenItWasSeenAndComesWithTheNextOne()
    {
        QWidget window;
        shell::AlertBanner banner(m_facets->alerts, &window);
        QVERIFY(banner.isHidden());
        news(0, 1);
        QVERIFY(!banner.isHidden());
        banner.findChildren<QPushButton *>().last()->click();
        QVERIFY(banner.isHidden());
        news(0, 1);
        QVERIFY(banner.isHidden());
        news(1, 2);
        QVERIFY(!banner.isHidden());
        QVERIFY(textOf(banner).contains("P1 fails"_L1));
    }

    void thePaletteOffersTheWorst()
    {
        shell::PageRegistry pages;
        shell::addPages(pages, *m_facets);
        const auto offered = [&pages](const QString &title) {
            const auto entries = pages.acts().entries(u"Acts"_s);
            const auto found = std::ranges::find(entries, title, &kit::PaletteEntry::title);
            return found == entries.end() ? u"not offered"_s : found->blocked;
        };
        QVERIFY(!offered(u"Acknowledge the worst alert"_s).isEmpty());
        news(0, 1);
        const QString why
            = offered(u"Acknowledge: P0 fails 75 % of its quotes (limit 50 %): orders go to the others."_s);
        QVERIFY2(why.contains("no link"_L1), qPrintable(why));
    }

    void whatCallsStandsFirstAndWhatIsOverLast()
    {
        std::vector<protocol::Alert> alerts(4, firing(0));
        alerts[0].state = protocol::AlertState::Resolved;
        alerts[1].ackedBy = u"olga"_s;
        alerts[2].severity = protocol::Severity::Note;
        const auto listed = pages::AlertRows::inOrder(alerts, core::systemClock().wall());
        QCOMPARE(listed[0].alert, alerts[3]);
        QCOMPARE(listed[1].alert, alerts[2]);
        QCOMPARE(listed[2].alert, alerts[1]);
        QCOMPARE(listed[3].alert, alerts[0]);
        QCOMPARE(listed[0].key, "providerDown:P0"_ba);
        QVERIFY(listed[3].key.startsWith("providerDown:P0@"));
    }

private:
    std::unique_ptr<client::Link> m_link;
    std::unique_ptr<client::Facets> m_facets;
};

QTEST_MAIN(TstAlertNews)
#include "tst_alert_news.moc"
