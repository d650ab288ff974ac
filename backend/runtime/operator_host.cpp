#include "backend/runtime/operator_host.h"

#include "backend/platform/log/log.h"
#include "backend/platform/settings/listeners.h"

#include <QDir>

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

/// None, with a warning, when the file cannot be had: the gateway works without.
std::optional<metrics::SeriesStore> openHistory(const QString &dataDir, const QString &name)
{
    auto series = metrics::SeriesStore::open(QDir(dataDir).filePath(name), core::systemClock().wall());
    if (series)
        return std::move(*series);
    log::warn("platform", u"series.unavailable"_s, {{"file", name}, {"reason", series.error().text.text()}});
    return std::nullopt;
}

} // namespace

OperatorHost::OperatorHost(const Parts &parts)
    : m_parts(parts), m_gateway(parts.gateway),
      m_providers(parts.settings, parts.metrics, parts.gateway.breakers, core::systemClock())
{
    // So that a breaker can be opened before the first call.
    for (const commerce::ProviderId id : commerce::kAllProviders) {
        if (parts.providers && parts.gateway.breakers)
            parts.gateway.breakers->at(commerce::upstreamName(id));
    }
}

commerce::DecisionSink OperatorHost::decisions()
{
    return [this](commerce::DecisionPtr decision) { m_providers.receive(std::move(decision)); };
}

server::OperatorPorts OperatorHost::ports()
{
    std::function<Task<Result<protocol::ProviderProbe>>(QByteArray)> probing;
    if (m_ask)
        probing = [this](QByteArray name) { return probe(std::move(name)); };
    return {.gateway = m_gateway,
            .providers = m_parts.providers ? &m_providers : nullptr,
            .catalogue = m_parts.catalogue,
            .settings = m_parts.settings,
            .metrics = m_parts.metrics,
            .requests = m_parts.requests,
            .series = m_series ? &*m_series : nullptr,
            .traffic = m_traffic ? &*m_traffic : nullptr,
            .store = &m_parts.store,
            .dataDir = m_parts.dataDir,
            .live = &m_parts.live,
            .note = [this](protocol::Change change) { m_gateway.note(std::move(change)); },
            .probe = std::move(probing),
            .breakers = m_parts.gateway.breakers.get(),
            .pool = m_parts.pool,
            .approvals = m_approvals ? &*m_approvals : nullptr,
            .outbox = m_outbox ? &*m_outbox : nullptr};
}

void OperatorHost::showApprovals(ApprovalsShared &approvals)
{
    m_approvals.emplace(approvals, m_parts.settings, m_parts.pool, core::systemClock());
    m_outbox.emplace(approvals, m_parts.settings, m_parts.gateway.breakers, m_parts.pool, core::systemClock());
    m_gateway.waitingBy([view = &*m_approvals] { return view->waiting(); });
}

Result<QUrl> OperatorHost::open()
{
    const settings::SnapshotPtr settings = m_parts.settings.current();
    m_series = openHistory(m_parts.dataDir, u"series.bin"_s);
    m_traffic = openHistory(m_parts.dataDir, u"traffic.bin"_s);

    const auto endpoint = settings::parseEndpoint(settings->bytes("SIGNALBOX_OPS_LISTEN"));
    if (!endpoint)
        return std::unexpected(endpoint.error());
    const auto address = core::IpAddress::parse(endpoint->address == "localhost" ? "127.0.0.1"_ba : endpoint->address);
    if (!address)
        return std::unexpected(address.error());
    auto thread = server::OperatorThread::start({.address = *address,
                                                 .port = endpoint->port,
                                                 .certificateFile = settings->text("SIGNALBOX_OPS_TLS_CERT"),
                                                 .keyFile = settings->text("SIGNALBOX_OPS_TLS_KEY"),
                                                 .embeddedToken = m_parts.adminToken,
                                                 .dataDir = m_parts.writeOpsFile ? m_parts.dataDir : QString()},
                                                ports());
    if (!thread)
        return std::unexpected(thread.error());
    m_thread = std::move(*thread);
    return QUrl(QString::fromLatin1(m_thread->url()));
}

void OperatorHost::note(const QString &kind, const QString &what, const QString &detail)
{
    m_gateway.note({.at = core::systemClock().wall(), .kind = kind, .actor = u"gateway"_s, .what = what, .detail = detail});
}

Result<void> OperatorHost::reloadTls()
{
    return m_thread ? m_thread->reloadTls() : Result<void>();
}

} // namespace signalbox::runtime
