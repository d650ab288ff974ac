#include "backend/runtime/embedded_gateway.h"

#include "backend/platform/core/ids.h"
#include "backend/platform/settings/load.h"
#include "backend/runtime/sandbox_settings.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kTokenBytes = 32;

} // namespace

EmbeddedGateway::EmbeddedGateway(World world, settings::Inputs inputs, QString dataDir, SettingsSink onSettings,
                                 QObject *parent)
    : QObject(parent), m_world(world), m_inputs(std::move(inputs)), m_dataDir(std::move(dataDir)),
      m_token(core::randomHex(kTokenBytes)), m_onSettings(std::move(onSettings))
{
    m_thread.setObjectName(u"gateway"_s);
    m_anchor.moveToThread(&m_thread);
    m_thread.start();
}

EmbeddedGateway::~EmbeddedGateway()
{
    core::post(&m_anchor, [this] { end(); });
    m_thread.wait();
}

void EmbeddedGateway::end()
{
    const auto finish = [this] {
        core::post(&m_anchor, [this] {
            m_gateway.reset();
            m_thread.quit();
        });
    };
    m_sandbox.reset();
    if (m_gateway)
        m_gateway->drain(finish);
    else
        finish();
}

void EmbeddedGateway::start(std::function<void(Result<Started>)> told)
{
    core::post(&m_anchor, [this, home = core::threadAnchor(), told = std::move(told)] { run(home, told); });
}

Task<void> EmbeddedGateway::run(QObject *home, std::function<void(Result<Started>)> told)
{
    Result<Started> started = co_await open();
    core::post(home, [told = std::move(told), started = std::move(started)] { told(started); });
}

Task<Result<EmbeddedGateway::Started>> EmbeddedGateway::open()
{
    if (m_world == World::Sandbox) {
        m_sandbox = std::make_unique<SandboxHost>();
        const Result<QUrl> standIns = co_await m_sandbox->open(standInSettings());
        if (!standIns)
            co_return std::unexpected(standIns.error());
        m_inputs = sandboxInputs(*standIns, m_dataDir, u"0"_s);
    }
    const settings::Loaded loaded = settings::load(m_inputs);
    if (!loaded.isValid())
        co_return fail(ErrorCode::Configuration, PublicText(settings::problemLines(loaded.findings).join(u'\n')));
    if (m_onSettings)
        m_onSettings(*loaded.snapshot);
    m_gateway = std::make_unique<Gateway>(GatewayOptions {.inputs = m_inputs,
                                                          .first = loaded.snapshot,
                                                          .dataDir = m_dataDir,
                                                          .adminToken = m_token,
                                                          .writeOpsFile = false,
                                                          .sandbox = m_world == World::Sandbox,
                                                          .onSettings = m_onSettings});
    const Result<GatewayAddresses> addresses = co_await m_gateway->start();
    if (!addresses)
        co_return std::unexpected(addresses.error());
    if (m_sandbox)
        m_sandbox->startTraffic(addresses->services.front());
    co_return Started {addresses->operators, m_token, *addresses};
}

} // namespace signalbox::runtime
