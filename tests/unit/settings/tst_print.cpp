#include "backend/platform/settings/load.h"
#include "backend/platform/settings/print.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::settings;

namespace {

const Catalogue &catalogue()
{
    static const Catalogue all{
        {.key = "PORT",
         .service = "platform",
         .group = "listeners",
         .type = Type::Integer,
         .defaultText = u"3000"_s,
         .apply = Apply::Restart},
        {.key = "WAIT_MS",
         .service = "platform",
         .group = "listeners",
         .type = Type::Integer,
         .unit = "ms",
         .maximum = 100,
         .clamp = true},
        {.key = "API_SECRET", .service = "shop", .group = "keys", .secret = true},
        {.key = "OTHER_SECRET", .service = "shop", .group = "keys", .secret = true},
        {.key = "DATABASE_URL", .service = "platform", .group = "storage", .readsFile = true},
    };
    return all;
}

SnapshotPtr snapshot()
{
    Inputs inputs;
    inputs.catalogue = catalogue();
    inputs.sources.optionalEnvFile.clear();
    inputs.sources.environment
        = {{"WAIT_MS", u"500"_s}, {"API_SECRET", u"abc"_s}, {"DATABASE_URL", u"postgresql://user:pa55word@db/x"_s}};
    return load(inputs).snapshot;
}

} // namespace

class TstPrint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textShowsValueSourceAndClampButNoSecret()
    {
        const QByteArray text = printText(catalogue(), *snapshot());
        QCOMPARE(text,
                 u"# platform: listeners\n"
                 "PORT          3000  [default]\n"
                 "WAIT_MS       100  [environment, clamped from 500]\n"
                 "\n# shop: keys\n"
                 "API_SECRET    set (…15ad)  [environment]\n"
                 "OTHER_SECRET  unset  [default]\n"
                 "\n# platform: storage\n"
                 "DATABASE_URL  postgresql://[redacted]@db/x  [environment]\n"_s.toUtf8());
    }

    void jsonDescribesEachSetting()
    {
        const QJsonArray all = describeAll(catalogue(), *snapshot());
        QCOMPARE(all.size(), qsizetype(5));
        const QJsonObject wait = all[1].toObject();
        QCOMPARE(wait[u"key"].toString(), u"WAIT_MS"_s);
        QCOMPARE(wait[u"value"].toString(), u"100"_s);
        QCOMPARE(wait[u"configured"].toString(), u"500"_s);
        QCOMPARE(wait[u"clamped"].toBool(), true);
        QCOMPARE(wait[u"unit"].toString(), u"ms"_s);
        QCOMPARE(wait[u"source"].toString(), u"environment"_s);
        QCOMPARE(all[0].toObject()[u"restart"].toBool(), true);
        QCOMPARE(all[2].toObject()[u"value"].toString(), u"set (…15ad)"_s);
    }

    void secretsNeededNamesWhatIsUsed()
    {
        QCOMPARE(printSecretsNeeded(catalogue(), *snapshot()), QByteArray("API_SECRET\nDATABASE_URL\n"));
    }
};

QTEST_GUILESS_MAIN(TstPrint)
#include "tst_print.moc"
