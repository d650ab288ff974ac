#pragma once

#include "backend/platform/core/call_on.h"
#include "backend/runtime/worker.h"

#include <QThread>

namespace signalbox::runtime {

/// A thread with a Worker in it. Used from the thread that made it.
class WorkerThread
{
public:
    WorkerThread(const WorkerPorts &ports, int number);
    ~WorkerThread();
    Q_DISABLE_COPY_MOVE(WorkerThread)

    /// Makes the worker and opens its sockets.
    Task<Result<void>> open(std::vector<std::pair<const http::AddressClaim *, QByteArrayList>> listeners);
    Task<bool> drain(http::DrainAllowance allowance);
    void setTls(const std::optional<QSslConfiguration> &tls);

private:
    static Task<void> finish(WorkerThread *self);

    const WorkerPorts &m_ports;
    QThread m_thread;
    QObject m_anchor; ///< lives on m_thread
    Worker *m_worker = nullptr; ///< lives on m_thread
};

} // namespace signalbox::runtime
