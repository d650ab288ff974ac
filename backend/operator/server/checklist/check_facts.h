#pragma once

#include "backend/operator/protocol/audit.h"
#include "backend/operator/protocol/providers.h"
#include "backend/operator/server/approvals/approvals_port.h"
#include "backend/operator/server/operator_ports.h"

namespace signalbox::server {

/// What Redis says of itself (`INFO`, `CONFIG GET`), for the approvals list.
struct RedisFacts
{
    bool password = false; ///< REDIS_URL names one
    bool tls = false;
    QString problem = {}; ///< why it could not be asked, empty when it was
    QString memoryPolicy = {}; ///< `noeviction`; empty: the server does not tell
    QString persistence = {}; ///< `append only file`, `snapshots`, `none`; empty: the server does not tell
    int replicas = 0;
    QString role = {}; ///< `master`, `slave`
};

/// What the approval gateway has counted since the start, and how its outbox stands now.
struct ApprovalFacts
{
    double signedMessages = 0; ///< inbound WhatsApp messages whose signature was right
    double forgedMessages = 0; ///< whose signature was missing or wrong
    double whatsAppSent = 0; ///< prompts that the provider took
    double whatsAppFailed = 0; ///< attempts that it did not take
    double imessageSent = 0;
    double imessageFailed = 0;
    double delivered = 0; ///< decisions that the core service took
    double notDelivered = 0; ///< attempts that it did not take
    double oldestSeconds = 0; ///< of the decisions that wait now
    double dead = 0; ///< decisions that are given up now
    double expired = 0; ///< candidates that nobody decided in time
    std::optional<SignatureTest> signatureTest = {}; ///< none: WhatsApp is off
};

/// Everything that the items are judged by, gathered once for all of them. Immutable while they are.
struct CheckFacts
{
    settings::SnapshotPtr settings;
    const settings::Catalogue *catalogue = nullptr;
    settings::Findings findings = {}; ///< what `config check` prints of these settings
    std::vector<ServiceFact> services = {};
    std::vector<QString> failedChecks = {};
    QStringList openSecrets = {}; ///< keys
    QStringList placeholders = {}; ///< keys
    std::optional<core::WallTime> certificateUntil = {}; ///< of the services' listeners
    std::optional<core::WallTime> lastBackup = {};
    std::optional<core::WallTime> lastScrape = {}; ///< of /metrics, as far as this run knows
    std::optional<QStringList> pendingMigrations = {}; ///< none: the store did not answer
    std::optional<protocol::AuditVerdict> audit = {};
    std::optional<RedisFacts> redis = {}; ///< none: REDIS_URL is not set
    ApprovalFacts approvals = {};
    std::vector<protocol::ProviderState> providers = {};
    std::optional<core::WallTime> lastOrder = {}; ///< that was routed and answered
    std::optional<core::WallTime> lastRehearsal = {}; ///< preview of a commerce recipe
    size_t alertRules = 0;
    size_t recipes = 0;
    core::WallTime startedAt = {};
    core::WallTime now = {};

    bool runs(const QByteArray &service) const;
};

} // namespace signalbox::server
