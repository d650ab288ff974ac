#include "backend/platform/log/redact.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::log;

class TstRedact : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretNames_data()
    {
        QTest::addColumn<bool>("isSecret");
        for (const char *name : {"authorization",
                                 "Authorization",
                                 "cookie",
                                 "Set-Cookie",
                                 "x-api-key",
                                 "apikey",
                                 "api_key",
                                 "token",
                                 "X-Gitlab-Token",
                                 "secret",
                                 "password",
                                 "signature",
                                 "private_key",
                                 "client_secret",
                                 "access_token",
                                 "refresh_token",
                                 "street",
                                 "email",
                                 "phone",
                                 "phone_number",
                                 "confirmationToken",
                                 "WEBHOOK_SIGNING_SECRET",
                                 "WM_SEC.AUTH_SIGNATURE"})
            QTest::newRow(name) << true;
        for (const char *name : {"path", "key", "providerId", "token_count", "secretary", "tokenised", "input_tokens",
                                 "service", "errorCode", "duration_ms", "address"})
            QTest::newRow(name) << false;
    }

    void secretNames()
    {
        QFETCH(bool, isSecret);
        QCOMPARE(isSecretName(QTest::currentDataTag()), isSecret);
    }

    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        QTest::newRow("harmless") << u"GET /functions/v1/loopgpt_route?debug=1 took 5 ms"_s
                                  << u"GET /functions/v1/loopgpt_route?debug=1 took 5 ms"_s;
        QTest::newRow("bearer") << u"sent Authorization: Bearer abc.def-ghi, then failed"_s
                                << u"sent Authorization: Bearer [redacted], then failed"_s;
        QTest::newRow("basic") << u"Basic dXNlcjpwYXNz"_s << u"Basic [redacted]"_s;
        QTest::newRow("pem") << u"key -----BEGIN PRIVATE KEY-----\nMIIE\nabc\n-----END PRIVATE KEY----- end"_s
                             << u"key [redacted] end"_s;
        QTest::newRow("cut pem") << u"-----BEGIN RSA PRIVATE KEY-----\nMIIE"_s << u"[redacted]"_s;
        QTest::newRow("confirmation token")
            << u"token conf_eyJ2IjoxLCJqdGkiOiI1.1Qjv2397lQ0 expired"_s << u"token conf_[redacted] expired"_s;
        QTest::newRow("card id") << u"card conf_r3"_s << u"card conf_r3"_s;
        QTest::newRow("url password") << u"postgresql://user:pa55@db:5432/x"_s
                                      << u"postgresql://[redacted]@db:5432/x"_s;
        QTest::newRow("query") << u"https://a/b?access_token=abc&x=1&api_key=zz"_s
                               << u"https://a/b?access_token=[redacted]&x=1&api_key=[redacted]"_s;
        QTest::newRow("known value") << u"upstream said k3y-value-of-ours is wrong"_s
                                     << u"upstream said [redacted] is wrong"_s;
    }

    void texts()
    {
        QFETCH(QString, text);
        QFETCH(QString, masked);
        QCOMPARE(maskText(text, {u"k3y-value-of-ours"_s}), masked);
    }

    void nestedMembers()
    {
        const QJsonObject given{
            {u"headers"_s, QJsonArray{QJsonObject{{u"Cookie"_s, u"a=b"_s}, {u"Accept"_s, u"*/*"_s}}}},
            {u"customer"_s,
             QJsonObject{{u"email"_s, u"a@b.c"_s}, {u"address"_s, QJsonObject{{u"street"_s, u"1 Main St"_s}}}}},
            {u"hasToken"_s, true},
            {u"count"_s, 3},
        };
        const QJsonObject out = redacted(given).toObject();
        QCOMPARE(out[u"headers"].toArray()[0].toObject()[u"Cookie"].toString(), u"[redacted]"_s);
        QCOMPARE(out[u"headers"].toArray()[0].toObject()[u"Accept"].toString(), u"*/*"_s);
        QCOMPARE(out[u"customer"].toObject()[u"email"].toString(), u"[redacted]"_s);
        QCOMPARE(out[u"customer"].toObject()[u"address"].toObject()[u"street"].toString(), u"[redacted]"_s);
        QCOMPARE(out[u"hasToken"], QJsonValue(true));
        QCOMPARE(out[u"count"], QJsonValue(3));
    }
};

QTEST_GUILESS_MAIN(TstRedact)
#include "tst_redact.moc"
