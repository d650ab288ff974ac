#include "backend/runtime/changed_settings.h"
#include "backend/runtime/http_limits.h"
#include "backend/runtime/open_store.h"
#include "backend/runtime/service_list.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::runtime;

namespace {

settings::Inputs inputsWith(const QHash<QByteArray, QString> &environment)
{
    settings::Inputs inputs = gatewayInputs();
    inputs.sources.environment = environment;
    inputs.sources.optionalEnvFile.clear();
    return inputs;
}

settings::SnapshotPtr load(const QHash<QByteArray, QString> &environment = {})
{
    return settings::load(inputsWith(environment)).snapshot;
}

bool namesAQuantity(const QByteArray &key)
{
    static const QByteArrayList kEnds {"_MS", "_SECONDS", "_BYTES", "_MEMORY", "_TIMEOUT", "_DAYS", "_PCT"};
    return std::ranges::any_of(kEnds, [&key](const QByteArray &end) { return key.endsWith(end); });
}

} // namespace

/// The whole catalogue as the program has it, and what runtime reads from it.
class TstCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachKeyIsThereOnceAndExplained()
    {
        QSet<QByteArray> seen;
        for (const settings::Definition &definition : gatewayInputs().catalogue) {
            const QString name = QString::fromLatin1(definition.key);
            QVERIFY2(!seen.contains(definition.key), qPrintable(name + " is there twice"_L1));
            seen += definition.key;
            QVERIFY2(definition.help.endsWith(u'.'), qPrintable(name + " has no sentence of help"_L1));
            QVERIFY2(!definition.service.isEmpty() && !definition.group.isEmpty(), qPrintable(name));
        }
    }

    void quantitiesHaveAUnitAndARange()
    {
        for (const settings::Definition &definition : gatewayInputs().catalogue) {
            const bool isNumber
                = definition.type == settings::Type::Integer || definition.type == settings::Type::Decimal;
            if (!isNumber)
                continue;
            const QString name = QString::fromLatin1(definition.key);
            QVERIFY2(definition.minimum && definition.maximum, qPrintable(name + " has no range"_L1));
            if (namesAQuantity(definition.key))
                QVERIFY2(!definition.unit.isEmpty(), qPrintable(name + " has no unit"_L1));
        }
    }

    void commerceTakesOnlyItsOwnWordsForBooleans()
    {
        QVERIFY(load({{"LOOPGPT_REQUIRE_AUTH", u"yes"_s}, {"OTEL_ENABLED", u"t"_s}}));
        const settings::Loaded refused = settings::load(inputsWith({{"LOOPGPT_REQUIRE_AUTH", u"t"_s}}));
        QVERIFY(!refused.isValid());
        QVERIFY(refused.findings.problems.join(u' ').contains(u"LOOPGPT_REQUIRE_AUTH"_s));
    }

    void aRedisThatCannotBeReadIsRefused()
    {
        const settings::Loaded refused = settings::load(inputsWith({{"REDIS_URL", u"redis://host/notanumber"_s}}));
        QVERIFY(!refused.isValid());
        QVERIFY(load({{"REDIS_URL", u"redis://127.0.0.1:6379/2"_s}}));
    }

    void theDefaultLimitsAreTheDocumentedOnes()
    {
        const http::ServerOptions documented;
        const http::ServerOptions limits = httpLimits(*load());
        QCOMPARE(limits.requestLineBytes, documented.requestLineBytes);
        QCOMPARE(limits.headerBytes, documented.headerBytes);
        QCOMPARE(limits.headerFields, documented.headerFields);
        QCOMPARE(limits.headerTimeout, documented.headerTimeout);
        QCOMPARE(limits.bodyIdleTimeout, documented.bodyIdleTimeout);
        QCOMPARE(limits.bodyGrace, documented.bodyGrace);
        QCOMPARE(limits.bodyBytesPerSecond, documented.bodyBytesPerSecond);
        QCOMPARE(limits.idleTimeout, documented.idleTimeout);
        QCOMPARE(limits.writeTimeout, documented.writeTimeout);
        QCOMPARE(limits.answerTimeout, documented.answerTimeout);
        QCOMPARE(limits.pipelineDepth, documented.pipelineDepth);
        QCOMPARE(limits.unsentBytes, documented.unsentBytes);
        QCOMPARE(limits.connections, documented.connections);
        QCOMPARE(limits.connectionsPerAddress, documented.connectionsPerAddress);
        QCOMPARE(limits.bodyMemoryBytes, documented.bodyMemoryBytes);
    }

    void aLimitFollowsItsVariable()
    {
        QCOMPARE(httpLimits(*load({{"SIGNALBOX_MIN_BODY_BYTES_PER_SECOND", u"77"_s}})).bodyBytesPerSecond, 77);
    }

    void thePoolsTotalWins()
    {
        const auto options = [](const QString &size, const QString &total) {
            return storeOptions({}, *load({{"DB_POOL_SIZE", size}, {"DB_POOL_MAX", total}}), {}, nullptr);
        };
        QCOMPARE(options(u"5"_s, u"8"_s).poolSize, 5);
        QCOMPARE(options(u"5"_s, u"8"_s).maxOverflow, 3);
        QCOMPARE(options(u"5"_s, u"2"_s).poolSize, 2);
        QCOMPARE(options(u"5"_s, u"2"_s).maxOverflow, 0);
    }

    void changesAreNamedWithoutValues()
    {
        const settings::SnapshotPtr before = load({{"LOG_LEVEL", u"info"_s}});
        settings::Inputs inputs = inputsWith(
            {{"LOG_LEVEL", u"warn"_s}, {"KROGER_CLIENT_SECRET", u"very-secret-value"_s}, {"PORT", u"4000"_s}});
        const settings::SnapshotPtr after = settings::assemble(inputs, settings::readSources(inputs), {}, 0, before.get(), {}).snapshot;
        QVERIFY(after);
        const QString text = changeText(changedKeys(inputs.catalogue, *before, *after),
                                        settings::restartDue(inputs.catalogue, *after));
        QCOMPARE(text, u"changed: KROGER_CLIENT_SECRET, LOG_LEVEL; after a restart: PORT"_s);
        QCOMPARE(changeText({}, {}), u"nothing changed"_s);
    }
};

QTEST_GUILESS_MAIN(TstCatalogue)
#include "tst_catalogue.moc"
