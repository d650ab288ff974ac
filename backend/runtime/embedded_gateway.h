#pragma once

#include "backend/runtime/gateway.h"
#include "backend/runtime/sandbox_host.h"

#include <QThread>

namespace signalbox::runtime {

/// A gateway inside the console, on a thread of its own so that opening stores never holds up a window. The console
/// reaches it like any other: over /ops/v1, with a token that stays in memory.
class EmbeddedGateway : public QObject
{
    Q_OBJECT
public:
    enum class World {
        Configured, ///< the process's own settings
        Sandbox, ///< stand-ins and invented traffic
    };

    struct Started
    {
        QUrl operators;
        QByteArray adminToken;
        GatewayAddresses addresses;
    };

    /// Told of each snapshot that takes effect, the first one too, on the gateway's thread (LOG_LEVEL belongs to the
    /// program).
    using SettingsSink = std::function<void(const settings::Snapshot &)>;

    /// `dataDir` exists. `inputs` are those of World::Configured.
    EmbeddedGateway(World world, settings::Inputs inputs, QString dataDir, SettingsSink onSettings = {},
                    QObject *parent = nullptr);
    /// Drains and waits for the thread.
    ~EmbeddedGateway() override;

    /// Tells once, on the caller's thread.
    void start(std::function<void(Result<Started>)> told);

private:
    Task<void> run(QObject *home, std::function<void(Result<Started>)> told);
    Task<Result<Started>> open();
    void end();

    World m_world;
    settings::Inputs m_inputs;
    QString m_dataDir;
    QByteArray m_token;
    SettingsSink m_onSettings;
    QThread m_thread;
    QObject m_anchor; ///< lives on m_thread, like the two below
    std::unique_ptr<SandboxHost> m_sandbox;
    std::unique_ptr<Gateway> m_gateway;
};

} // namespace signalbox::runtime
