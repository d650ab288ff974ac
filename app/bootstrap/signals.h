#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace signalbox::bootstrap {

/// Brings the signals of the process into the event loop (contract platform 7). One per process, made in main before
/// other threads start. A second SIGTERM or SIGINT ends the process at once with exit code 1, event loop or not.
class ProcessSignals : public QObject
{
    Q_OBJECT

public:
    explicit ProcessSignals(QObject *parent = nullptr);
    /// Gives the signals their default action back.
    ~ProcessSignals() override;

Q_SIGNALS:
    /// SIGTERM or SIGINT: drain and end.
    void terminateRequested();
    /// SIGHUP: read the configuration and the certificates again.
    void reloadRequested();

private:
    void read();

    int m_readEnd = -1;
    int m_writeEnd = -1;
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace signalbox::bootstrap
