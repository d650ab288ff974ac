#include "backend/services/commerce/token.h"

#include <QTest>

using namespace signalbox::commerce;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kSecret = "contract-example-secret-32-bytes-min!"_ba;
const QByteArray kToken =
    "conf_eyJ2IjoxLCJqdGkiOiI1ZjBjMmE5ZTdiMWQ0YzNlOGE2ZjliMGQxZTJjM2E0YiIsInJpZCI6InJlcV8xNzY3MjI1NjAwMDAwX2szdjl4MnFh"
    "IiwicGlkIjoiV0FMTUFSVF9BUEkiLCJzdWIiOiJ1c2VyLTQyIiwiaWF0IjoxNzY3MjI1NjAwLCJleHAiOjE3NjcyMjY1MDB9."
    "1Qjv2397lQ0MV8XBeuyAOKzB0HZuewDaTA_akln_aS4"_ba;
const TokenClaims kClaims {"5f0c2a9e7b1d4c3e8a6f9b0d1e2c3a4b", "req_1767225600000_k3v9x2qa", ProviderId::Walmart,
                           u"user-42"_s, 1767225600, 1767226500};

} // namespace

class TestToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theContractsVector()
    {
        QCOMPARE(makeToken(kClaims, kSecret), kToken);
        QCOMPARE(readToken(kToken, kSecret), std::optional(kClaims));
    }

    void anonymousTokensHaveNoSubject()
    {
        TokenClaims claims = kClaims;
        claims.subject.clear();
        const auto read = readToken(makeToken(claims, kSecret), kSecret);
        QVERIFY(read);
        QVERIFY(read->subject.isEmpty());
    }

    void everyChangedCharacterIsRefused()
    {
        for (qsizetype i = 0; i < kToken.size(); ++i) {
            QByteArray changed = kToken;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            QVERIFY2(!readToken(changed, kSecret), qPrintable(QString::number(i)));
        }
        QVERIFY(!readToken(kToken, "another-secret-of-at-least-32-bytes!!"_ba));
        QVERIFY(!readToken(kToken + kToken.repeated(5), kSecret));
        QVERIFY(!readToken(""_ba, kSecret));
        QVERIFY(!readToken("conf_."_ba, kSecret));
    }

    void usersAreNamedByAShortHash()
    {
        QCOMPARE(userReference(u"user-42"_s, kSecret).size(), 12);
        QVERIFY(userReference(u"user-42"_s, kSecret) != userReference(u"user-43"_s, kSecret));
    }
};

QTEST_GUILESS_MAIN(TestToken)
#include "tst_token.moc"
