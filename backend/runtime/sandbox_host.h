#pragma once

#include "backend/platform/core/call_on.h"
#include "backend/platform/core/result.h"
#include "backend/platform/metrics/registry.h"
#include "backend/platform/settings/snapshot.h"

#include <QThread>
#include <QUrl>

namespace signalbox::runtime {

class SandboxWorker;

/// The outside world of `--sandbox`: stand-ins of the four providers, of Twilio, the iMessage bridge and the core
/// service on a loopback port, and generators of traffic, on a thread of their own. They and the gateway meet over HTTP
/// only.
class SandboxHost
{
public:
    SandboxHost();
    ~SandboxHost();
    Q_DISABLE_COPY_MOVE(SandboxHost)

    /// Opens the stand-ins; their address.
    Task<Result<QUrl>> open(settings::SnapshotPtr settings);

    /// Sends invented shoppers and candidates to a gateway until the host goes away.
    void startTraffic(const QUrl &gateway);

private:
    metrics::Registry m_metrics;
    QThread m_thread;
    QObject m_anchor; ///< lives on m_thread
    SandboxWorker *m_worker = nullptr; ///< lives on m_thread
};

} // namespace signalbox::runtime
