#pragma once

#include "ui/client/link.h"

namespace signalbox::shell {

/// Opens the stream anew while nothing is heard although no connection broke: a machine that was cut off leaves a
/// connection behind that never ends by itself. After 5 s, then at distances that double up to a minute. A connection
/// that breaks is tried again by the link itself.
class LinkRetry : public QObject
{
    Q_OBJECT

public:
    explicit LinkRetry(client::Link &link, QObject *parent = nullptr);

private:
    void follow();
    void retry();

    client::Link &m_link;
    QTimer m_timer;
    std::chrono::seconds m_pause;
};

} // namespace signalbox::shell
