#pragma once

#include "backend/platform/upstream/client.h"
#include "backend/services/approvals/config.h"

namespace signalbox::approvals {

/// What came of a send through the sidecar (section 7.2). There is no message id and no look-up.
struct SidecarSend
{
    enum class Outcome {
        Sent, ///< the script ran
        TryLater, ///< nothing was sent: not reachable, or the sidecar says that it failed
        Permanent, ///< the sidecar refuses the request (400)
        Unknown, ///< no answer after the request went out
    };

    Outcome outcome = Outcome::Unknown;
    int status = 0; ///< 0 without an answer
    QString error = {}; ///< the sidecar's words or why there is no answer; for logs and the store
};

/// What `/watch/start` said.
enum class WatchAnswer { Started, AlreadyWatching, Failed };

/// Calls the iMessage sidecar. Faults are values. One thread, that of its upstream client, which must outlive what was
/// asked.
class ImessageClient
{
public:
    explicit ImessageClient(upstream::Client &client, const core::Clock &clock = core::systemClock())
        : m_client(client)
        , m_clock(clock)
    {
    }

    /// Sends one text within the settings' time-out.
    Task<SidecarSend> send(ImessageSettings settings, QString recipient, QString text, CancelToken cancel);
    /// Whether `/health` says that it is well, within 5 s.
    Task<bool> isHealthy(ImessageSettings settings, CancelToken cancel);
    /// Asks it to post inbound messages to the settings' URL with their secret as a bearer, within 5 s.
    Task<WatchAnswer> startWatch(ImessageSettings settings, CancelToken cancel);
    /// True when it stopped, within 5 s.
    Task<bool> stopWatch(ImessageSettings settings, CancelToken cancel);

private:
    struct Request
    {
        QByteArray method;
        QString path;
        QByteArray body = {};
        core::milliseconds timeout{5000};
    };

    Task<Result<upstream::Reply>> ask(ImessageSettings settings, Request request, CancelToken cancel);

    upstream::Client &m_client;
    const core::Clock &m_clock;
};

/// Reads the answer to `/send`. Pure.
SidecarSend readSidecarAnswer(const Result<upstream::Reply> &reply);

} // namespace signalbox::approvals
