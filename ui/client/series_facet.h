#pragma once

#include "backend/operator/protocol/metrics_sample.h"
#include "ui/client/link.h"

#include <QPointF>
#include <QSet>

namespace signalbox::client {

/// The value of a series in a live sample. A series' name is whose it is and the member of the sample:
/// `commerce.ratePerSec`, `provider.WALMART.errorShare`, `process.rssBytes`. NaN when the sample has none, which charts
/// draw as a gap.
double sampleValue(const protocol::MetricsSample &sample, const QString &name);

/// The step of the gateway's history for a window of that length (contract operator-console 1.3).
std::chrono::milliseconds stepFor(std::chrono::milliseconds window);

/// The lines of charts: history from the gateway, continued by the live samples. One object for all charts of a
/// page; the page sets the window whenever the user chooses one.
class SeriesFacet : public QObject
{
    Q_OBJECT

public:
    /// Points that a line holds at most.
    static constexpr std::size_t kMostPoints = 4'000;

    explicit SeriesFacet(Link &link);

    /// Keeps these series up to date while the subscription lives; what is known already stays.
    Subscription follow(const QStringList &names);
    /// Times in ms since the epoch. `live`: the window moves with the clock, so samples are added at its end.
    void setWindow(qint64 from, qint64 to, bool live);
    /// The history of one series apart from the window, as points(); for figures over a span of their own.
    Call history(QObject *context, const QString &name, qint64 from, qint64 to, std::chrono::seconds step,
                 std::function<void(Result<std::vector<QPointF>>)> done);
    /// (ms since the epoch, value), oldest first; NaN is a gap. Empty while unknown.
    const std::vector<QPointF> &points(const QString &name) const;
    /// Distance of the points: LineChart::setGap() takes three of these.
    std::chrono::milliseconds step() const { return m_step; }
    /// The last sample; none before the first.
    const std::optional<protocol::MetricsSample> &latest() const { return m_latest; }

Q_SIGNALS:
    /// Some points changed; at most once a second and once for each answer.
    void changed();
    void failed(const signalbox::Error &error);

private:
    void readAll();
    qint64 historyFrom() const;
    void read(const QString &name);
    void take(const protocol::MetricsSample &sample);

    Link &m_link;
    QHash<QString, int> m_names;
    QHash<QString, std::vector<QPointF>> m_points;
    std::optional<protocol::MetricsSample> m_latest;
    qint64 m_from = 0;
    qint64 m_to = 0;
    bool m_live = true;
    std::chrono::milliseconds m_step {1'000};
    quint64 m_window = 0; ///< answers for an earlier window are dropped
    qint64 m_readAt = 0;
};

} // namespace signalbox::client
