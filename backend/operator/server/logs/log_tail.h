#pragma once

#include "backend/operator/server/event_hub.h"
#include "backend/operator/server/logs/log_rows.h"
#include "backend/operator/server/operator_ports.h"

#include <QTimer>

namespace signalbox::server {

/// Sends new log lines to the stream's topic `log`, four times a second and only while somebody follows it. Belongs to
/// the operator thread.
class LogTail : public QObject
{
    Q_OBJECT

public:
    LogTail(const log::Ring &ring, const OperatorPorts &ports, EventHub &hub, QObject *parent = nullptr);

    void start();
    /// What the timer does.
    void tick();

private:
    const log::Ring &m_ring;
    const OperatorPorts &m_ports;
    EventHub &m_hub;
    LogChooser m_chooser;
    quint64 m_last = 0; ///< number of the newest line that was looked at
    QTimer m_timer;
};

} // namespace signalbox::server
