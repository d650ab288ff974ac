#pragma once

#include <QSocketNotifier>
#include <QTimer>

#include <curl/curl.h>

#include <functional>
#include <memory>
#include <unordered_map>

namespace signalbox::upstream {

/// libcurl's multi interface driven by the calling thread's Qt event loop: curl says which sockets and which moment it
/// waits for, notifiers and one timer bring it there. One thread only.
class CurlLoop : public std::enable_shared_from_this<CurlLoop>
{
public:
    using Done = std::function<void(CURLcode)>;

    CurlLoop(long maxConnectionsPerHost, long maxConnections);
    ~CurlLoop();
    Q_DISABLE_COPY_MOVE(CurlLoop)

    /// Starts a prepared transfer. `done` runs once, later, from the event loop, with the handle already taken out;
    /// never after abort(). False when curl refuses the handle.
    bool start(CURL *easy, Done done);
    /// Takes a transfer out before its end, which closes its connection (HTTP/1) or resets its stream (HTTP/2).
    void abort(CURL *easy);

private:
    struct DeleteLater
    {
        void operator()(QObject *object) const { object->deleteLater(); }
    };
    using Notifier = std::unique_ptr<QSocketNotifier, DeleteLater>;

    struct Watch
    {
        Notifier readable;
        Notifier writable;
    };

    static int onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *unused);
    static int onTimer(CURLM *multi, long milliseconds, void *self);
    Notifier makeNotifier(curl_socket_t socket, QSocketNotifier::Type type, int event);
    void watch(curl_socket_t socket, int what);
    void act(curl_socket_t socket, int events);

    CURLM *m_multi = nullptr;
    std::unique_ptr<QTimer, DeleteLater> m_timer;
    /// Kept, switched off, after curl lets go of a socket: its number comes back with the next request. At most as many
    /// as the process has had descriptors open at once.
    std::unordered_map<curl_socket_t, Watch> m_watches;
    std::unordered_map<CURL *, Done> m_running;
};

} // namespace signalbox::upstream
