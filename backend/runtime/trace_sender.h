#pragma once

#include "backend/platform/trace/exporter.h"
#include "backend/platform/upstream/client.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <deque>

namespace signalbox::runtime {

/// Where the spans go: OTEL_EXPORTER_OTLP_ENDPOINT with `/v1/traces` behind it (contract platform 10).
QUrl traceCollector(const QString &endpoint);

/// Sends one worker's spans to the collector twice a second. One post at a time: while the collector is slow the spans
/// wait in the exporter's bounded queue. Made, used and destroyed on the worker's thread.
class TraceSender : public QObject
{
    Q_OBJECT
public:
    TraceSender(QUrl collector, metrics::Registry &registry);

    /// From here on spans are sent with `client`, which is destroyed before this object.
    void start(upstream::Client &client);

    void add(trace::Span span) { m_exporter.add(std::move(span)); }
    /// A call as a client span; calls without a parent (ours to the collector) are left out.
    void addCall(const upstream::CallRecord &call, const QByteArray &service);

    /// Sends what is left, then runs `done`; after 2 s in any case.
    void finish(std::function<void()> done);

private:
    static Task<void> post(TraceSender *self, QByteArray body);
    void sendNext();
    void answered(const Result<upstream::Reply> &reply);
    void end();

    QUrl m_collector;
    trace::Exporter m_exporter;
    upstream::Client *m_client = nullptr;
    std::deque<QByteArray> m_bodies; ///< of the last flush, not sent yet
    bool m_posting = false;
    bool m_failing = false;
    QTimer m_timer;
    std::function<void()> m_done;
};

} // namespace signalbox::runtime
