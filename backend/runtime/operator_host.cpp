#include "backend/runtime/operator_host.h"

#include "backend/platform/log/log.h"
#include "backend/platform/settings/listeners.h"

#include <QDir>

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

OperatorHost::OperatorHost(const Parts &parts)
    : m_parts(parts), m_gateway(parts.gateway),
      m_providers(parts.settings, parts.metrics, parts.gateway.breakers, core::systemClock())
{
}

commerce::DecisionSink OperatorHost::decisions()
{
    return [this](commerce::DecisionPtr decision) { m_providers.receive(std::move(decision)); };
}

server::OperatorPorts OperatorHost::ports()
{
    return {.gateway = m_gateway,
            .providers = m_parts.providers ? &m_providers : nullptr,
            .catalogue = m_parts.catalogue,
            .settings = m_parts.settings,
            .metrics = m_parts.metrics,
            .requests = m_parts.requests,
            .series = m_series ? &*m_series : nullptr};
}

Result<QUrl> OperatorHost::open()
{
    const settings::SnapshotPtr settings = m_parts.settings.current();
    auto series = metrics::SeriesStore::open(QDir(m_parts.dataDir).filePath(u"series.bin"_s), core::systemClock().wall());
    if (series)
        m_series.emplace(std::move(*series));
    else
        log::warn("platform", u"series.unavailable"_s, {{"reason", series.error().text.text()}});

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
