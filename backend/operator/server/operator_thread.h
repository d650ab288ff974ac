#pragma once

#include "backend/operator/server/operator_service.h"
#include "backend/operator/server/ops_file.h"

#include <QThread>

#include <memory>

namespace signalbox::server {

/// How the operator listener is to run.
struct OperatorOptions
{
    core::IpAddress address; ///< of SIGNALBOX_OPS_LISTEN
    quint16 port = 0; ///< 0 = any free one
    QString certificateFile = {}; ///< both or neither
    QString keyFile = {};
    QByteArray embeddedToken = {}; ///< of the console in this process, role admin; empty = there is none
    QString dataDir = {}; ///< where ops.json goes with a token of role operator; empty = it is not written
};

/// The operator listener on a thread of its own, from start() until it is destroyed or stopped. Used on one thread.
class OperatorThread
{
public:
    /// Claims the address, listens and writes ops.json before it returns. Errors: those of AddressClaim, TLS and
    /// OpsFile, each with a sentence for the operator.
    static Result<std::unique_ptr<OperatorThread>> start(const OperatorOptions &options, const OperatorPorts &ports);
    ~OperatorThread();
    Q_DISABLE_COPY_MOVE(OperatorThread)

    quint16 port() const { return m_claim.port(); }
    /// `http://127.0.0.1:4711`, for the ready line and for attaching.
    QByteArray url() const;
    /// Reads the certificate again (SIGHUP); keeps the old one on an error.
    Result<void> reloadTls();
    /// Ends the streams and the thread; removes ops.json. Waits at most about two seconds.
    void stop();

private:
    OperatorThread(OperatorOptions options, http::AddressClaim claim);
    Result<void> run(const OperatorPorts &ports, const std::vector<OperatorService::Token> &tokens);
    Result<std::optional<QSslConfiguration>> tls() const;

    OperatorOptions m_options;
    http::AddressClaim m_claim;
    OpsFile m_file;
    QThread m_thread;
    OperatorService *m_service = nullptr; ///< lives and dies on m_thread
};

} // namespace signalbox::server
