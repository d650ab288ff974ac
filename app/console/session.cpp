#include "app/console/session.h"

#include "app/bootstrap/paths.h"
#include "app/bootstrap/report.h"
#include "backend/platform/log/log.h"
#include "backend/runtime/service_list.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"

#include <QApplication>
#include <QDir>

namespace signalbox::console {

using namespace Qt::StringLiterals;

Session::Session(QApplication &application, Arguments arguments)
    : m_arguments(std::move(arguments)), m_inputs(runtime::gatewayInputs()),
      m_console(application, shell::addPages, core::systemClock())
{
    m_inputs.sources.environment = settings::processEnvironment();
    if (!m_inputs.sources.environment.contains("PORT"))
        m_inputs.sources.environment["PORT"] = u"0"_s;
    connect(&m_console, &shell::Console::sandboxWanted, this,
            [this] { startGateway(runtime::EmbeddedGateway::World::Sandbox); });
    connect(&m_console, &shell::Console::configureWanted, this,
            [this] {
                m_configuring = true;
                startGateway(runtime::EmbeddedGateway::World::Configured);
            });
}

bool Session::isConfigured() const
{
    // A guide's variable in the environment or a .env in this folder says that somebody set this gateway up.
    const settings::Loaded loaded = settings::load(m_inputs);
    if (!loaded.isValid())
        return true;
    return std::ranges::any_of(m_inputs.catalogue, [&loaded](const settings::Definition &definition) {
        return definition.service != "platform" && loaded.snapshot->at(definition.key).source != settings::Source::Default;
    });
}

void Session::begin()
{
    if (m_arguments.readOnly)
        m_console.setReadOnly();
    if (m_arguments.attach && m_arguments.token.isEmpty())
        m_console.askForGateway(*m_arguments.attach);
    else if (m_arguments.attach)
        m_console.attach({.base = *m_arguments.attach, .token = m_arguments.token});
    else if (m_arguments.sandbox)
        startGateway(runtime::EmbeddedGateway::World::Sandbox);
    else if (isConfigured())
        startGateway(runtime::EmbeddedGateway::World::Configured);
    else
        m_console.showFirstStart();
}

void Session::startGateway(runtime::EmbeddedGateway::World world)
{
    const QString home = bootstrap::dataDirectory(m_arguments.dataDir, settings::processEnvironment());
    const bool sandbox = world == runtime::EmbeddedGateway::World::Sandbox;
    const auto dataDir = bootstrap::prepareDataDirectory(sandbox ? QDir(home).filePath(u"sandbox"_s) : home);
    if (!dataDir)
        return started(world, std::unexpected(dataDir.error()));
    m_gateway = std::make_unique<runtime::EmbeddedGateway>(
        world, m_inputs, *dataDir, [](const settings::Snapshot &settings) { log::setLevel(bootstrap::logLevel(settings)); });
    m_gateway->start([this, world](const Result<runtime::EmbeddedGateway::Started> &outcome) { started(world, outcome); });
}

void Session::started(runtime::EmbeddedGateway::World world, const Result<runtime::EmbeddedGateway::Started> &outcome)
{
    if (!outcome) {
        m_console.showFirstStart();
        m_console.setNote(outcome.error().text.text(), true);
        return;
    }
    const bool sandbox = world == runtime::EmbeddedGateway::World::Sandbox;
    m_console.attach({.base = outcome->operators, .token = outcome->adminToken}, sandbox ? u"sandbox"_s : u"this machine"_s);
    if (!m_configuring)
        return;
    // What each service still needs: the checklist, or the settings where this console has no checklist yet.
    if (!m_console.window()->openPage("health"))
        m_console.window()->openPage("settings", u"set:no -service:platform"_s);
}

} // namespace signalbox::console
