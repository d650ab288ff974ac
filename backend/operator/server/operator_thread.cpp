#include "backend/operator/server/operator_thread.h"

#include "backend/platform/core/thread_anchor.h"
#include "backend/platform/http/tls_identity.h"
#include "backend/platform/log/log.h"

#include <future>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kStopLimit {2500};

} // namespace

OperatorThread::OperatorThread(OperatorOptions options, http::AddressClaim claim)
    : m_options(std::move(options)), m_claim(std::move(claim))
{
    m_thread.setObjectName(u"operator"_s);
}

Result<std::unique_ptr<OperatorThread>> OperatorThread::start(const OperatorOptions &options,
                                                              const OperatorPorts &ports)
{
    auto claim = http::AddressClaim::take(options.address, options.port);
    if (!claim)
        return std::unexpected(claim.error());
    std::unique_ptr<OperatorThread> thread(new OperatorThread(options, std::move(*claim)));
    std::vector<OperatorService::Token> tokens;
    if (!options.embeddedToken.isEmpty())
        tokens.push_back({options.embeddedToken, {u"console"_s, protocol::Role::Admin}});
    QByteArray fileToken;
    if (!options.dataDir.isEmpty()) {
        fileToken = makeOperatorToken();
        tokens.push_back({fileToken, {u"local"_s, protocol::Role::Operator}});
    }
    if (auto running = thread->run(ports, tokens); !running)
        return std::unexpected(running.error());
    if (!options.dataDir.isEmpty()) {
        auto file = OpsFile::write(options.dataDir, thread->url(), fileToken);
        if (!file)
            return std::unexpected(file.error());
        thread->m_file = std::move(*file);
    }
    return thread;
}

Result<void> OperatorThread::run(const OperatorPorts &ports, const std::vector<OperatorService::Token> &tokens)
{
    const auto identity = tls();
    if (!identity)
        return std::unexpected(identity.error());
    m_thread.start();
    std::promise<Result<void>> started;
    auto outcome = started.get_future();
    auto *anchor = new QObject;
    anchor->moveToThread(&m_thread);
    core::post(anchor, [&] {
        anchor->deleteLater();
        m_service = new OperatorService(ports, tokens);
        QObject::connect(&m_thread, &QThread::finished, m_service, &QObject::deleteLater);
        started.set_value(m_service->listen(m_claim, *identity)); // last: it frees what was captured
    });
    // Only here, at the start: the caller must know whether the port answers before it prints the ready line.
    return outcome.get();
}

OperatorThread::~OperatorThread()
{
    stop();
}

void OperatorThread::stop()
{
    m_file = OpsFile();
    if (!m_thread.isRunning())
        return;
    core::post(m_service, [this] { m_service->drain([this] { m_thread.quit(); }); });
    if (m_thread.wait(QDeadlineTimer(kStopLimit)))
        return;
    log::warn("operator", u"the operator listener was cut: its requests took too long"_s);
    m_thread.quit();
    m_thread.wait();
}

QByteArray OperatorThread::url() const
{
    return (m_options.certificateFile.isEmpty() ? "http://" : "https://") + m_claim.text();
}

Result<std::optional<QSslConfiguration>> OperatorThread::tls() const
{
    if (m_options.certificateFile.isEmpty())
        return std::optional<QSslConfiguration>();
    auto identity = http::loadTlsIdentity(m_options.certificateFile, m_options.keyFile, "SIGNALBOX_OPS_TLS"_L1);
    if (!identity)
        return std::unexpected(identity.error());
    return std::optional(std::move(*identity));
}

Result<void> OperatorThread::reloadTls()
{
    const auto identity = tls();
    if (!identity)
        return std::unexpected(identity.error());
    core::post(m_service, [service = m_service, tls = *identity] { service->setTls(tls); });
    return {};
}

} // namespace signalbox::server
