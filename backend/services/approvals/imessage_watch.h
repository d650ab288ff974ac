#pragma once

#include "backend/platform/core/task_group.h"
#include "backend/services/approvals/imessage_client.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace signalbox::approvals {

/// How often the sidecar is asked to watch (section 7.2).
struct WatchRhythm
{
    core::milliseconds whenWell{60000};
    core::milliseconds afterFault{10000};
};

/// Keeps the sidecar posting inbound messages here: asks it again and again, for it forgets when it restarts. The
/// bridge ignores changed headers for an unchanged URL, so it is told to stop first when the secret has changed, and
/// when it was watching already before this process asked, perhaps with the secret of the one before.
class ImessageWatch : public QObject
{
    Q_OBJECT

public:
    enum class Health { Unknown, Ok, Failing };

    /// `settings`: those of now; iMessage off, or no webhook URL, asks nothing.
    ImessageWatch(ImessageClient &client, std::function<ImessageSettings()> settings, WatchRhythm rhythm = {},
                  QObject *parent = nullptr);

    void start();
    /// Asks at once (the settings have changed).
    void wake();
    /// Ends what is under way.
    Task<void> end();

    /// What the last round came to; Unknown while iMessage is off.
    Health health() const { return m_health; }

private:
    using Self = QPointer<ImessageWatch>;

    static Task<void> run(Self self);
    static Task<Health> round(Self self, ImessageSettings settings);

    ImessageClient &m_client;
    std::function<ImessageSettings()> m_settings;
    WatchRhythm m_rhythm;
    core::TaskGroup m_tasks;
    std::shared_ptr<CancelToken> m_pause; ///< cancelled by wake()
    std::optional<QByteArray> m_told; ///< the secret that the sidecar has; nothing before the first round
    Health m_health = Health::Unknown;
};

} // namespace signalbox::approvals
