#include "backend/runtime/embedded_gateway.h"
#include "backend/runtime/service_list.h"

#include <QTemporaryDir>
#include <QTest>

#include <mutex>

using namespace Qt::StringLiterals;
using namespace signalbox;

/// The gateway that runs inside the console.
class TstEmbeddedGateway : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// LOG_LEVEL belongs to the program: it is told of the settings that take effect.
    void theProgramIsToldOfTheSettings()
    {
        QTemporaryDir folder;
        settings::Inputs inputs = runtime::gatewayInputs();
        inputs.sources.environment = {{"PORT", u"0"_s}, {"LOG_LEVEL", u"error"_s}, {"SIGNALBOX_SERVICES", u"commerce"_s},
                                      {"LOOPGPT_ENABLE_KROGER", u"true"_s}, {"LOOPGPT_KROGER_MOCK", u"true"_s}};
        std::mutex mutex;
        QStringList levels;
        runtime::EmbeddedGateway gateway(runtime::EmbeddedGateway::World::Configured, inputs, folder.path(),
                                         [&mutex, &levels](const settings::Snapshot &settings) {
                                             const std::scoped_lock lock(mutex);
                                             levels += settings.text("LOG_LEVEL");
                                         });
        QString outcome;
        gateway.start([&outcome](const Result<runtime::EmbeddedGateway::Started> &started) {
            outcome = started ? u"started"_s : started.error().text.text();
        });
        QTRY_COMPARE_WITH_TIMEOUT(outcome, u"started"_s, 20'000);
        const std::scoped_lock lock(mutex);
        QCOMPARE(levels.value(0), u"error"_s);
    }
};

QTEST_GUILESS_MAIN(TstEmbeddedGateway)
#include "tst_embedded_gateway.moc"
