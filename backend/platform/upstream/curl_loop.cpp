#include "backend/platform/upstream/curl_loop.h"

namespace signalbox::upstream {

CurlLoop::CurlLoop(long maxConnectionsPerHost, long maxConnections) : m_multi(curl_multi_init()), m_timer(new QTimer)
{
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlLoop::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlLoop::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_MAX_HOST_CONNECTIONS, maxConnectionsPerHost);
    curl_multi_setopt(m_multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, maxConnections);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, maxConnections);
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
    m_timer->setSingleShot(true);
    m_timer->setTimerType(Qt::PreciseTimer);
    QObject::connect(m_timer.get(), &QTimer::timeout, m_timer.get(), [this] { act(CURL_SOCKET_TIMEOUT, 0); });
}

CurlLoop::~CurlLoop()
{
    while (!m_running.empty())
        abort(m_running.begin()->first);
    curl_multi_cleanup(m_multi);
    m_timer->stop();
    for (const auto &[socket, watch] : m_watches) {
        watch.readable->setEnabled(false);
        watch.writable->setEnabled(false);
    }
}

bool CurlLoop::start(CURL *easy, Done done)
{
    if (curl_multi_add_handle(m_multi, easy) != CURLM_OK)
        return false;
    m_running.emplace(easy, std::move(done));
    return true;
}

void CurlLoop::abort(CURL *easy)
{
    if (m_running.erase(easy) > 0)
        curl_multi_remove_handle(m_multi, easy);
}

int CurlLoop::onSocket(CURL *, curl_socket_t socket, int what, void *self, void *)
{
    static_cast<CurlLoop *>(self)->watch(socket, what);
    return 0;
}

int CurlLoop::onTimer(CURLM *, long milliseconds, void *self)
{
    // Curl must not be entered again from here, so "now" is the next turn of the event loop.
    auto *loop = static_cast<CurlLoop *>(self);
    if (milliseconds < 0)
        loop->m_timer->stop();
    else
        loop->m_timer->start(std::chrono::milliseconds(milliseconds));
    return 0;
}

CurlLoop::Notifier CurlLoop::makeNotifier(curl_socket_t socket, QSocketNotifier::Type type, int event)
{
    Notifier notifier(new QSocketNotifier(socket, type));
    notifier->setEnabled(false);
    QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(),
                     [this, socket, event] { act(socket, event); });
    return notifier;
}

void CurlLoop::watch(curl_socket_t socket, int what)
{
    Watch &watch = m_watches[socket];
    if (!watch.readable) {
        watch.readable = makeNotifier(socket, QSocketNotifier::Read, CURL_CSELECT_IN);
        watch.writable = makeNotifier(socket, QSocketNotifier::Write, CURL_CSELECT_OUT);
    }
    watch.readable->setEnabled(what == CURL_POLL_IN || what == CURL_POLL_INOUT);
    watch.writable->setEnabled(what == CURL_POLL_OUT || what == CURL_POLL_INOUT);
}

void CurlLoop::act(curl_socket_t socket, int events)
{
    // Whoever hears that a transfer is done may drop the last owner of this loop.
    const std::shared_ptr<CurlLoop> keep = shared_from_this();
    int running = 0;
    curl_multi_socket_action(m_multi, socket, events, &running);
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        CURL *easy = message->easy_handle;
        const auto found = m_running.find(easy);
        if (found == m_running.end())
            continue;
        const Done done = std::move(found->second);
        m_running.erase(found);
        curl_multi_remove_handle(m_multi, easy);
        done(code);
    }
}

} // namespace signalbox::upstream
