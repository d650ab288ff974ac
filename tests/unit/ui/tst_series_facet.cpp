#include "ui/client/decoded.h"
#include "ui/client/series_facet.h"

#include <QTest>

#include <cmath>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace signalbox;

class TstSeriesFacet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSampleIsReadByTheSeriesName()
    {
        protocol::MetricsSample sample;
        protocol::ServiceSample commerce;
        commerce.service = u"commerce"_s;
        commerce.ratePerSec = 41.8;
        commerce.p95Ms = 940.0;
        sample.services.push_back(commerce);
        protocol::ProviderSample kroger;
        kroger.id = u"KROGER"_s;
        kroger.errorShare = 0.182;
        sample.providers.push_back(kroger);
        sample.process.rssBytes = 38e6;
        QCOMPARE(client::sampleValue(sample, u"commerce.ratePerSec"_s), 41.8);
        QCOMPARE(client::sampleValue(sample, u"commerce.p95Ms"_s), 940.0);
        QCOMPARE(client::sampleValue(sample, u"provider.KROGER.errorShare"_s), 0.182);
        QCOMPARE(client::sampleValue(sample, u"process.rssBytes"_s), 38e6);
        for (const QString &absent : {u"commerce.p50Ms"_s, u"shop.ratePerSec"_s, u"commerce.nonsense"_s, u"nonsense"_s})
            QVERIFY2(std::isnan(client::sampleValue(sample, absent)), qPrintable(absent));
    }

    void stepsAreThoseOfTheHistory()
    {
        QCOMPARE(client::stepFor(10min), 1s);
        QCOMPARE(client::stepFor(1h), 10s);
        QCOMPARE(client::stepFor(24h), 60s);
        QCOMPARE(client::stepFor(std::chrono::hours(168)), 600s);
    }

    void listQueriesAreEscaped()
    {
        client::ListQuery query;
        query.filter = u"path~\"a+b&c\" ms>5"_s;
        query.sort = u"-at"_s;
        const QString text = query.toQuery().toString(QUrl::FullyEncoded);
        QCOMPARE(text, u"limit=200&filter=path~%22a%2Bb%26c%22%20ms%3E5&sort=-at"_s);
    }
};

QTEST_GUILESS_MAIN(TstSeriesFacet)
#include "tst_series_facet.moc"
