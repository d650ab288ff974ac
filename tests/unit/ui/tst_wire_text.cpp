#include "ui/client/wire_text.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

class TstWireText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdictIsWordedFromItsCode()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const protocol::Verdict verdict {
            .state = protocol::State::Degraded,
            .sentence = u"plain"_s,
            .sentenceCode = u"providerFails"_s,
            .sentenceArgs = {{u"name"_s, u"Kroger"_s}, {u"share"_s, 0.182}, {u"limit"_s, 0.1}, {u"leader"_s, u"Walmart"_s},
                             {u"leaderShare"_s, 0.71}, {u"others"_s, 0}},
            .worst = {}};
        QCOMPARE(client::verdictText(verdict),
                 u"Kroger quotes fail 18.2 % of the time (limit 10 %). Orders still route: Walmart takes 71 %."_s);
    }

    void anUnknownCodeShowsTheGatewaysOwnSentence()
    {
        const protocol::Verdict verdict {.state = protocol::State::Down, .sentence = u"The moon is down."_s,
                                         .sentenceCode = u"moonDown"_s, .sentenceArgs = {}, .worst = {}};
        QCOMPARE(client::verdictText(verdict), u"The moon is down."_s);
    }

    void everyCodeOfTheGatewayIsKnown()
    {
        for (const char *code : {"allWell", "quiet", "checkFailed", "draining", "noProvider", "serviceFails",
                                 "providerFails", "providerUnhealthy", "providerSlow", "breakerOpen", "serviceSlow",
                                 "queueFull", "bodyMemory", "workersBusy", "storeLag"}) {
            const protocol::Verdict verdict {.state = protocol::State::Well, .sentence = u"untranslated"_s,
                                             .sentenceCode = QString::fromLatin1(code), .sentenceArgs = {}, .worst = {}};
            QVERIFY2(client::verdictText(verdict) != u"untranslated"_s, code);
        }
    }
};

QTEST_GUILESS_MAIN(TstWireText)
#include "tst_wire_text.moc"
