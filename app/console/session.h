#pragma once

#include "app/console/arguments.h"
#include "backend/runtime/embedded_gateway.h"
#include "ui/shell/console.h"

namespace signalbox::console {

/// What the program does with its arguments and with the choices of the first-start page: attach, or start a gateway of
/// its own and attach to that.
class Session : public QObject
{
    Q_OBJECT

public:
    Session(QApplication &application, Arguments arguments);

    void begin();

private:
    void startGateway(runtime::EmbeddedGateway::World world);
    void started(runtime::EmbeddedGateway::World world, const Result<runtime::EmbeddedGateway::Started> &outcome);
    bool isConfigured() const;

    Arguments m_arguments;
    settings::Inputs m_inputs;
    shell::Console m_console;
    std::unique_ptr<runtime::EmbeddedGateway> m_gateway;
    bool m_configuring = false; ///< chosen on the first-start page
};

} // namespace signalbox::console
