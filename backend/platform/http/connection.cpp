#include "backend/platform/http/connection.h"

#include "backend/platform/http/body_stream.h"
#include "backend/platform/http/request_feed.h"
#include "backend/platform/http/response_writer.h"
#include "backend/platform/log/log.h"

#include <QSslSocket>

#include <sys/socket.h>

namespace signalbox::http {

using namespace Qt::StringLiterals;

namespace {

/// What Qt may read ahead of the guard; beyond it the kernel's window stops the client.
constexpr qint64 kReadAheadBytes = 64 * 1024;

double msSince(core::SteadyTime start, core::SteadyTime now)
{
    return std::chrono::duration<double, std::milli>(now - start).count();
}

} // namespace

Connection::Connection(WorkerContext &worker, std::shared_ptr<Site> site, const Listener::Accepted &accepted)
    : m_worker(worker), m_site(std::move(site)), m_accepted(accepted), m_socket(accepted.socket),
      m_feed(new RequestFeed([this] { runNewest(); }, this)),
      m_guard(worker, m_site, accepted.peer, qobject_cast<QSslSocket *>(accepted.socket) != nullptr),
      m_idleSince(worker.clock.steady()), m_progress(m_idleSince)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(kReadAheadBytes);
    connect(m_socket, &QIODevice::readyRead, this, &Connection::readMore);
    connect(m_socket, &QIODevice::bytesWritten, this, [this] {
        m_progress = m_worker.clock.steady();
        if (m_sending)
            return;
        if (m_closing)
            finishClose();
        else
            process();
    });
    connect(m_socket, &QAbstractSocket::disconnected, this, &Connection::onDisconnected);
    m_worker.metrics.connections.add(1);
}

Connection::~Connection()
{
    // What a cancelled handler answers finds nobody.
    m_gone = true;
    for (const Slot &slot : m_slots)
        slot.guarded.request->cancel.cancel();
    m_worker.metrics.connections.add(-1);
    m_worker.limits->closeConnection(m_accepted.peer, m_accepted.exempt);
}

QTcpSocket *Connection::feedSocket() const
{
    return m_feed;
}

bool Connection::isFull() const
{
    return int(m_slots.size()) >= m_worker.options.pipelineDepth
        || m_socket->bytesToWrite() > m_worker.options.unsentBytes;
}

void Connection::readMore()
{
    if (m_closing) {
        if (m_lingering)
            m_socket->skip(m_socket->bytesAvailable());
        return;
    }
    process();
}

void Connection::process()
{
    if (std::exchange(m_processing, true))
        return;
    while (!m_closing && !m_gone && !m_lastRequest && !isFull()) {
        if (m_drainingSince && !m_fresh && m_guard.isBetweenRequests())
            break;
        if (m_socket->bytesAvailable() > 0) {
            if (m_buffer.isEmpty())
                m_buffer = m_socket->readAll();
            else
                m_buffer += m_socket->readAll();
        }
        if (m_buffer.isEmpty())
            break;
        const ConnectionGuard::Step step = m_guard.advance(m_buffer);
        if (step == ConnectionGuard::Step::Ready) {
            begin(m_guard.take());
        } else if (step == ConnectionGuard::Step::Continue) {
            m_continueDue = true;
            flush();
        } else if (m_socket->bytesAvailable() == 0) {
            break;
        }
    }
    m_processing = false;
    closeWhenDrained();
}

void Connection::begin(GuardedRequest guarded)
{
    m_fresh = false;
    m_continueDue = false;
    Slot &slot = m_slots.emplace_back();
    slot.number = m_nextNumber++;
    slot.guarded = std::move(guarded);
    if (slot.guarded.unreadInput)
        slot.guarded.keepAlive = false;
    m_lastRequest = !slot.guarded.keepAlive;
    slot.opened = m_worker.clock.steady();
    slot.guarded.request->stages.emplace_back("received"_ba, msSince(slot.guarded.request->started, slot.opened));
    if (slot.guarded.verdict)
        refuse(slot);
    else if (!m_feed->deliver(slot.guarded.request->head.method))
        answer(slot.number, Response::empty(statusOf(Refusal::Internal)));
    flush();
}

void Connection::refuse(Slot &slot)
{
    GuardedRequest &guarded = slot.guarded;
    const Verdict verdict = std::move(*guarded.verdict);
    guarded.verdict.reset();
    Response response;
    if (verdict.response) {
        response = *verdict.response;
    } else {
        m_worker.metrics.refused(verdict.refusal);
        const RequestContext &request = *guarded.request;
        response = guarded.owner
            ? guarded.owner->refuse(verdict.refusal, request.head, request.requestId, verdict.reason)
            : Response::empty(statusOf(verdict.refusal));
        if (verdict.refusal == Refusal::Overloaded)
            response.headers.set("Retry-After"_ba, "1"_ba);
        guarded.verdict = Verdict {.refusal = verdict.refusal};
    }
    for (const auto &[name, value] : verdict.headers.fields())
        response.headers.set(name, value);
    complete(slot, std::move(response));
}

void Connection::runNewest()
{
    Slot &slot = m_slots.back();
    run(this, slot.number, slot.guarded.request, slot.guarded.route, std::move(slot.guarded.lease));
}

Task<void> Connection::run(QPointer<Connection> connection, quint64 number, RequestPtr request, const Route *route,
                           Lease lease)
{
    Response response;
    try {
        response = co_await route->handler(request);
    } catch (...) {
        log::write({.level = log::Level::Error,
                    .service = route->owner->name(),
                    .message = u"a handler threw: "_s + QString::fromUtf8(route->path),
                    .requestId = request->requestId,
                    .traceId = request->span.traceId,
                    .fields = {}});
        response = route->owner->refuse(Refusal::Internal, request->head, request->requestId, {});
    }
    lease = {};
    if (connection)
        connection->answer(number, std::move(response));
    else if (response.stream)
        response.stream->close();
}

void Connection::answer(quint64 number, Response response)
{
    const auto slot = std::ranges::find(m_slots, number, &Slot::number);
    if (slot == m_slots.end() || slot->response || m_gone) {
        if (response.stream)
            response.stream->close();
        return;
    }
    complete(*slot, std::move(response));
    flush();
    // Room was made for requests that wait in the buffer.
    process();
}

void Connection::complete(Slot &slot, Response response)
{
    RequestContext &request = *slot.guarded.request;
    for (const auto &[name, value] : slot.guarded.answerHeaders.fields())
        response.headers.set(name, value);
    AnswerStep step {.request = request, .owner = slot.guarded.owner, .response = response};
    m_site->pipeline.finish(step);
    request.stages.emplace_back("answered"_ba, msSince(request.started, m_worker.clock.steady()));
    slot.response = std::move(response);
}

void Connection::flush()
{
    while (!m_gone && !m_closing && !m_slots.empty() && m_slots.front().response && !m_slots.front().streaming)
        writeFront();
    if (m_continueDue && m_slots.empty() && !m_closing && !m_gone) {
        m_continueDue = false;
        send("HTTP/1.1 100 Continue\r\n\r\n"_ba);
    }
}

bool Connection::send(const QByteArray &bytes)
{
    if (m_socket->bytesToWrite() == 0)
        m_progress = m_worker.clock.steady();
    // Flushing tells of written bytes, and of a client that is gone, within the call.
    m_sending = true;
    m_socket->write(bytes);
    m_socket->flush();
    m_sending = false;
    return !m_gone;
}

void Connection::writeFront()
{
    Slot &slot = m_slots.front();
    const GuardedRequest &guarded = slot.guarded;
    const bool last = m_drainingSince && m_slots.size() == 1 && m_guard.isBetweenRequests();
    const bool stream = slot.response->stream != nullptr;
    const bool headOnly = guarded.request->head.method == "HEAD";
    const Framing framing {.close = !guarded.keepAlive || last || (stream && guarded.http10),
                           .http10 = guarded.http10,
                           .headOnly = headOnly,
                           .chunked = stream && !guarded.http10};
    const QByteArray bytes = serialise(*slot.response, framing, m_worker.clock.wall());
    slot.bytesOut = bytes.size();
    slot.guarded.keepAlive = !framing.close;
    if (!send(bytes))
        return;
    if (stream && !headOnly) {
        startStream(slot, framing.chunked);
        return;
    }
    if (stream)
        slot.response->stream->close();
    const Slot done = std::move(slot);
    m_slots.pop_front();
    m_idleSince = m_worker.clock.steady();
    report(done, done.response->status);
    if (framing.close)
        beginClose(done.guarded.unreadInput);
}

void Connection::startStream(Slot &slot, bool chunked)
{
    slot.streaming = true;
    const std::shared_ptr<BodyStream> stream = slot.response->stream;
    stream->attach([self = QPointer(this), chunked](const QByteArray &piece, bool last) -> qint64 {
        if (!self || self->m_gone || self->m_slots.empty())
            return 0;
        Slot &front = self->m_slots.front();
        const QByteArray bytes = chunked ? chunk(piece) : piece;
        front.bytesOut += bytes.size();
        if (!self->send(bytes) || !last)
            return self->m_gone ? 0 : self->m_socket->bytesToWrite();
        const Slot done = std::move(front);
        self->m_slots.pop_front();
        self->m_idleSince = self->m_worker.clock.steady();
        self->report(done, done.response->status);
        if (!done.guarded.keepAlive)
            self->beginClose(false);
        self->flush();
        self->process();
        return 0;
    });
}

void Connection::report(const Slot &slot, int status)
{
    const GuardedRequest &guarded = slot.guarded;
    Exchange exchange {.request = guarded.request, .route = guarded.route, .owner = guarded.owner, .status = status};
    exchange.duration = m_worker.clock.steady() - guarded.request->started;
    exchange.bytesIn = guarded.request->body.size();
    exchange.bytesOut = slot.bytesOut;
    if (guarded.verdict)
        exchange.refusal = guarded.verdict->refusal;
    m_site->pipeline.report(exchange);
}

void Connection::beginClose(bool unreadInput)
{
    m_closing = true;
    m_lingering = unreadInput;
    m_lingerUntil = m_worker.clock.steady() + m_worker.options.lingerTimeout;
    m_buffer.clear();
    for (Slot &slot : m_slots)
        slot.guarded.request->cancel.cancel();
    m_socket->skip(m_socket->bytesAvailable());
    finishClose();
}

void Connection::finishClose()
{
    if (m_gone || m_socket->bytesToWrite() > 0)
        return;
    // A close with unread input is a reset, which can overtake the answer: say that no more comes, then read on.
    if (m_lingering && !qobject_cast<QSslSocket *>(m_socket)) {
        if (!std::exchange(m_halfClosed, true))
            ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
        return;
    }
    m_socket->disconnectFromHost();
}

void Connection::onDisconnected()
{
    if (std::exchange(m_gone, true))
        return;
    std::deque<Slot> left = std::move(m_slots);
    m_slots.clear();
    for (Slot &slot : left) {
        m_worker.metrics.clientsGone.add();
        if (slot.response && slot.response->stream)
            slot.response->stream->close();
        slot.guarded.request->cancel.cancel();
        report(slot, kClientLeft);
    }
    Q_EMIT gone(this);
    deleteLater();
}

void Connection::sweep(core::SteadyTime now)
{
    const ServerOptions &options = m_worker.options;
    if (m_gone)
        return;
    const bool stuck = m_socket->bytesToWrite() > 0 && now - m_progress > options.writeTimeout;
    if (stuck || (m_closing && now > m_lingerUntil && m_socket->bytesToWrite() == 0)) {
        m_socket->abort();
        return;
    }
    if (m_closing)
        return;
    if (m_guard.expire(now)) {
        begin(m_guard.take());
        return;
    }
    expireRequests(now);
    const auto patience = m_fresh ? std::min(options.headerTimeout, options.idleTimeout) : options.idleTimeout;
    if (!m_gone && m_slots.empty() && m_guard.isBetweenRequests() && now - m_idleSince > patience)
        m_socket->disconnectFromHost();
    else
        closeWhenDrained();
}

void Connection::expireRequests(core::SteadyTime now)
{
    for (size_t i = 0; i < m_slots.size(); ++i) {
        Slot &slot = m_slots[i];
        const GuardedRequest &guarded = slot.guarded;
        const bool drained = m_drainingSince && guarded.owner && now - *m_drainingSince > m_allowance(*guarded.owner);
        if (slot.streaming && drained) {
            slot.response->stream->close();
            return;
        }
        if (slot.response || (!drained && now - slot.opened <= m_worker.options.answerTimeout))
            continue;
        const RequestPtr request = guarded.request;
        const quint64 number = slot.number;
        const Owner *owner = guarded.owner;
        slot.guarded.keepAlive = false;
        // Answered first: a handler that ends at once when it is cancelled finds the slot taken.
        answer(number, owner->refuse(drained ? Refusal::Overloaded : Refusal::Internal, request->head,
                                     request->requestId, {}));
        request->cancel.cancel();
        return;
    }
}

void Connection::drain(core::SteadyTime now, DrainAllowance allowance)
{
    m_drainingSince = now;
    m_allowance = std::move(allowance);
    for (size_t i = 0; i < m_slots.size(); ++i) {
        if (m_slots[i].response && m_slots[i].response->stream) {
            const std::shared_ptr<BodyStream> stream = m_slots[i].response->stream;
            stream->close();
            break;
        }
    }
    process();
}

void Connection::closeWhenDrained()
{
    if (!m_drainingSince || m_closing || m_gone || !m_slots.empty() || !m_guard.isBetweenRequests())
        return;
    // What waited in the accept queue gets its one answer first.
    const core::SteadyTime now = m_worker.clock.steady();
    if (m_fresh && now - *m_drainingSince < m_worker.options.lingerTimeout)
        return;
    beginClose(false);
}

} // namespace signalbox::http
