#pragma once

#include "ui/client/series_facet.h"

#include <QTimer>

namespace signalbox::pages {

/// The beginnings of the last 24 hours of the local clock, oldest first; the last one holds `now` (ms since the
/// epoch). Pure.
std::vector<qint64> hourStarts(qint64 now);

/// How many requests fell between `from` and `to`: the rates per second, each of one minute, times the time that they
/// stand for. NaN when there is no rate between. Pure.
double requestsBetween(const std::vector<QPointF> &rates, qint64 from, qint64 to);

/// Requests to each provider over the last 24 hours, from the gateway's history by the minute. The whole day is read
/// once, afterwards only what is new.
class HourlyRequests : public QObject
{
    Q_OBJECT

public:
    explicit HourlyRequests(client::SeriesFacet &series);

    /// Reads now and every 10 s until stop(). `now` is the gateway's time.
    void start(const QStringList &providers, qint64 now);
    void stop() { m_timer.stop(); }
    bool isRunning() const { return m_timer.isActive(); }
    /// (start of the minute, requests a second) of a provider; empty while unknown.
    const std::vector<QPointF> &rates(const QString &provider) const;
    /// Until when the figures are known; 0 before the first.
    qint64 until() const { return m_until; }

Q_SIGNALS:
    void changed();

private:
    void read();
    void take(const QString &provider, qint64 from, std::vector<QPointF> rates);

    client::SeriesFacet &m_series;
    QStringList m_providers;
    QHash<QString, std::vector<QPointF>> m_rates;
    QTimer m_timer;
    QElapsedTimer m_clock; ///< since `m_started`
    qint64 m_started = 0;
    qint64 m_until = 0;
};

} // namespace signalbox::pages
