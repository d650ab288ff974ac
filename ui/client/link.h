#pragma once

#include "backend/platform/core/result.h"
#include "ui/client/event_stream.h"
#include "ui/client/link_monitor.h"

#include <QHash>
#include <QSet>
#include <QJsonObject>
#include <QTimer>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <memory>

namespace signalbox::client {

/// Which gateway, and with what right.
struct LinkTarget
{
    QUrl base; ///< `http://127.0.0.1:4711`; paths below are added to it
    QByteArray token; ///< bearer token; stays in memory
    bool readOnly = false; ///< `--readonly`: every act is refused here with the reason
};

/// Keeps a topic of the stream subscribed for as long as a copy of it lives.
using Subscription = std::shared_ptr<void>;

/// What an act answers with where that is a file.
struct Download
{
    QByteArray body;
    QString auditId; ///< of the act
};

/// A call under way. Dropping it does not stop the call; cancel() does, and the answer is then ErrorCode::Cancelled.
class Call
{
public:
    Call() = default;
    explicit Call(QNetworkReply *reply) : m_reply(reply) { }
    void cancel()
    {
        if (m_reply)
            m_reply->abort();
    }

private:
    QPointer<QNetworkReply> m_reply;
};

/// The console's only way to a gateway: /ops/v1 over HTTP, embedded and remote alike. Everything is asynchronous on
/// the main thread; every call answers exactly once while its context lives. Reads are tried in any state; acts are
/// refused while the link is not up, never queued (contract operator-console 4.3).
class Link : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(Result<QJsonObject>)>;
    using Bytes = std::function<void(Result<QByteArray>)>;
    using Downloaded = std::function<void(Result<Download>)>;
    using Progress = std::function<void(qint64 received, qint64 all)>; ///< bytes; `all` is -1 until it is known

    Link(LinkTarget target, const core::Clock &clock, QObject *parent = nullptr);
    ~Link() override;

    /// Opens the stream. Called once, after the facets are connected.
    void start();

    /// GET below /ops/v1, `path` such as `providers/decisions`. Time-out 10 s.
    Call get(QObject *context, const QString &path, const QUrlQuery &query, Answer answer);
    /// GET of what is no JSON or takes long: the body as it is. Given up after two minutes without a byte.
    Call fetch(QObject *context, const QString &path, const QUrlQuery &query, Bytes done);
    /// POST of an act. `body` holds the reason; an Idempotency-Key is added. Time-out 30 s.
    Call act(QObject *context, const QString &path, const QJsonObject &body, Answer answer);
    /// POST of an act that answers with a file, which is no JSON. Given up after two minutes without a byte.
    Call download(QObject *context, const QString &path, const QJsonObject &body, Progress progress, Downloaded done);
    /// POST that only computes (what-if, previews): allowed with --readonly.
    Call compute(QObject *context, const QString &path, const QJsonObject &body, Answer answer);

    /// Events of the topic arrive while the subscription lives.
    Subscription subscribe(const QByteArray &topic);

    LinkState state() const { return m_monitor.state(); }
    /// Since the gateway's last word.
    std::chrono::milliseconds age() const;
    const LinkTarget &target() const { return m_target; }
    /// The last refusal was 401 or 403: attaching again is needed, not patience.
    bool isRefused() const { return m_refused; }

Q_SIGNALS:
    void stateChanged();
    /// An event of a subscribed topic.
    void topicArrived(const QByteArray &topic, const QJsonObject &data);
    /// Events were missed: what is shown must be read again. Also emitted when the link comes up.
    void reset();

private:
    QNetworkRequest request(const QString &path, const QUrlQuery &query) const;
    QNetworkReply *post(QNetworkRequest asked, const QJsonObject &body);
    std::optional<Error> barred() const;
    Call finish(QObject *context, QNetworkReply *reply, Answer answer);
    void drop(const QByteArray &topic);
    void openStream();
    void arrived(const StreamEvent &event);
    /// An event that was heard before the stream was opened anew, further back than it had to be.
    bool isRepeated(const StreamEvent &event);
    void broke(int status);
    void update(const std::function<void()> &change);

    LinkTarget m_target;
    const core::Clock &m_clock;
    QNetworkAccessManager m_network;
    EventStream m_stream;
    LinkMonitor m_monitor;
    QHash<QByteArray, int> m_topics;
    QSet<QByteArray> m_added; ///< topics that the open stream does not have, or did not have long enough
    QByteArray m_addedAt; ///< last event's id when the first of them was added
    QByteArray m_heardTo; ///< last event's id when the stream was opened with them; empty until it is
    QTimer m_tick;
    QTimer m_reopen;
    bool m_started = false;
    bool m_refused = false;
    bool m_closing = false;
};

/// The outcome of an answer with that status: its JSON object, or an Error from `{"error":{"code","message"}}`.
Result<QJsonObject> outcome(int status, QNetworkReply::NetworkError network, const QByteArray &body);

} // namespace signalbox::client
