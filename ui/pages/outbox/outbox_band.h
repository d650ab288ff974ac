#pragma once

#include "backend/operator/protocol/outbox.h"

#include <QFrame>

class QLabel;

namespace signalbox::kit {
class StateBadge;
}

namespace signalbox::pages {

/// How the outbox stands in one line, and how old that is.
class OutboxBand : public QFrame
{
    Q_OBJECT

public:
    explicit OutboxBand(QWidget *parent = nullptr);

    void show(const protocol::OutboxTargets &targets);
    /// No service has an outbox.
    void showNotConfigured();
    /// When it was read last, by this machine's clock in ms; 0 = never. `failed`: the last attempt did not work.
    void setRead(qint64 at, bool failed);
    void retranslate();

private:
    enum class Known { Nothing, Targets, NotConfigured };
    void showState();

    kit::StateBadge *m_badge;
    QLabel *m_text;
    QLabel *m_age;
    Known m_known = Known::Nothing;
    protocol::OutboxTargets m_targets;
    qint64 m_readAt = 0;
    bool m_failed = false;
};

} // namespace signalbox::pages
