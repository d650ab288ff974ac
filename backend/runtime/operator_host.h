#pragma once

#include "backend/operator/server/operator_thread.h"
#include "backend/runtime/approvals_outbox.h"
#include "backend/runtime/approvals_view.h"
#include "backend/runtime/gateway_view.h"
#include "backend/runtime/providers_view.h"

#include <QUrl>

namespace signalbox::runtime {

/// The operator side of a gateway: what its thread is told of the process, the history on disk, the listener.
class OperatorHost
{
public:
    struct Parts
    {
        settings::Publisher &settings;
        settings::LiveSettings &live;
        metrics::Registry &metrics;
        metrics::RequestRing &requests;
        const settings::Catalogue &catalogue;
        storage::Database &store;
        GatewayView::Sources gateway;
        QString dataDir;
        QByteArray adminToken; ///< of the console in this process; empty = none
        bool writeOpsFile = true;
        bool providers = true; ///< commerce runs here
        cpu::Pool *pool = nullptr;
    };

    explicit OperatorHost(const Parts &parts);

    /// Where workers hand their decisions; any thread, never blocks.
    commerce::DecisionSink decisions();

    /// How a provider is asked when an operator wants to know; before open().
    void probeBy(ProvidersView::Ask ask) { m_ask = std::move(ask); }

    /// Shows the approval gateway, which outlives this; before open().
    void showApprovals(ApprovalsShared &approvals);

    /// Opens the history and the listener; its address.
    Result<QUrl> open();

    /// Shown under "changed last".
    void note(const QString &kind, const QString &what, const QString &detail = {});
    Result<void> reloadTls();

private:
    server::OperatorPorts ports();
    Task<Result<protocol::ProviderProbe>> probe(QByteArray name) { return m_providers.probe(m_ask, std::move(name)); }

    Parts m_parts;
    GatewayView m_gateway;
    ProvidersView m_providers;
    ProvidersView::Ask m_ask; ///< empty: commerce does not run here
    std::optional<ApprovalsView> m_approvals; ///< none: approvals do not run here
    std::optional<ApprovalsOutbox> m_outbox; ///< the same
    std::optional<metrics::SeriesStore> m_series;
    std::optional<metrics::SeriesStore> m_traffic;
    std::unique_ptr<server::OperatorThread> m_thread;
};

} // namespace signalbox::runtime
