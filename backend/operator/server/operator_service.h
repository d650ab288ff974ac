#pragma once

#include "backend/operator/server/acts/audit_retention.h"
#include "backend/operator/server/alerts/alert_watch.h"
#include "backend/operator/server/approvals/approvals_watch.h"
#include "backend/operator/server/checklist/checklist_watch.h"
#include "backend/operator/server/levers.h"
#include "backend/operator/server/logs/log_tail.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/operator/server/operator_route.h"
#include "backend/operator/server/operators/operator_roster.h"
#include "backend/operator/server/traffic_watch.h"
#include "backend/platform/http/server.h"

#include <QObject>

namespace signalbox::server {

/// Everything behind one operator listener: routes, stream, telemetry and their HTTP server. Made, used and destroyed
/// on one thread, its own: it takes no place of the workers and none of their limits.
class OperatorService : public QObject
{
    Q_OBJECT

public:
    struct Token
    {
        QByteArray token;
        OperatorIdentity identity;
    };

    OperatorService(const OperatorPorts &ports, const std::vector<Token> &tokens, QObject *parent = nullptr);
    ~OperatorService() override;

    /// Serves on the claimed address, over TLS when an identity is given.
    Result<void> listen(const http::AddressClaim &claim, const std::optional<QSslConfiguration> &tls);
    /// A certificate that was read again.
    void setTls(const std::optional<QSslConfiguration> &tls) { m_server.setTls(tls); }
    /// Ends the streams, finishes the requests, then runs `done`.
    void drain(std::function<void()> done);

    Telemetry &telemetry() { return m_telemetry; }

private:
    void takeSettings(settings::SnapshotPtr next);

    const OperatorPorts m_ports;
    OperatorAuth m_auth;
    EventHub m_hub;
    std::vector<OperatorRoute> m_routes;
    Telemetry m_telemetry;
    TrafficWatch m_traffic;
    OperatorRoster m_roster;
    ActJournal m_journal;
    AuditRetention m_retention;
    Levers m_levers;
    AlertWatch m_alerts;
    ApprovalsWatch m_approvals;
    LogTail m_logs;
    ChecklistWatch m_checklist;
    OperatorContext m_context;
    OperatorOwner m_owner;
    metrics::Registry m_ownMetrics; ///< what operators ask for is not traffic of the services
    http::Server m_server;
};

} // namespace signalbox::server
