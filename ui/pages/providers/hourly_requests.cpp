#include "ui/pages/providers/hourly_requests.h"

#include <QDateTime>

#include <cmath>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::pages {

namespace {

constexpr int kHours = 24;
constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr std::chrono::seconds kStep {60};

} // namespace

std::vector<qint64> hourStarts(qint64 now)
{
    const QTime local = QDateTime::fromMSecsSinceEpoch(now).time();
    const qint64 current = now - local.msecsSinceStartOfDay() % kHourMs;
    std::vector<qint64> starts;
    for (int back = kHours - 1; back >= 0; --back)
        starts.push_back(current - back * kHourMs);
    return starts;
}

double requestsBetween(const std::vector<QPointF> &rates, qint64 from, qint64 to)
{
    double sum = std::nan("");
    for (const QPointF &rate : rates) {
        const double begin = std::max(rate.x(), double(from));
        const double end = std::min(rate.x() + double(kMinuteMs), double(to));
        if (end > begin && std::isfinite(rate.y()))
            sum = (std::isnan(sum) ? 0 : sum) + rate.y() * (end - begin) / 1000;
    }
    return sum;
}

HourlyRequests::HourlyRequests(client::SeriesFacet &series) : m_series(series)
{
    m_timer.setInterval(10s);
    connect(&m_timer, &QTimer::timeout, this, &HourlyRequests::read);
}

void HourlyRequests::start(const QStringList &providers, qint64 now)
{
    m_providers = providers;
    m_started = now;
    m_clock.start();
    m_timer.start();
    read();
}

const std::vector<QPointF> &HourlyRequests::rates(const QString &provider) const
{
    static const std::vector<QPointF> none;
    const auto found = m_rates.constFind(provider);
    return found == m_rates.constEnd() ? none : *found;
}

void HourlyRequests::read()
{
    const qint64 now = m_started + m_clock.elapsed();
    for (const QString &provider : std::as_const(m_providers)) {
        const std::vector<QPointF> &known = rates(provider);
        // The last minute read was not over.
        const qint64 from = std::max(known.empty() ? 0 : qint64(known.back().x()), hourStarts(now).front());
        m_series.history(this, u"provider.%1.quotesPerSec"_s.arg(provider), from, now, kStep,
                         [this, provider, from, now](Result<std::vector<QPointF>> rates) {
                             if (!rates)
                                 return;
                             m_until = std::max(m_until, now);
                             take(provider, from, std::move(*rates));
                         });
    }
}

void HourlyRequests::take(const QString &provider, qint64 from, std::vector<QPointF> rates)
{
    std::vector<QPointF> &kept = m_rates[provider];
    const double oldest = double(hourStarts(m_until).front());
    std::erase_if(kept, [from, oldest](const QPointF &rate) { return rate.x() >= double(from) || rate.x() < oldest; });
    std::ranges::move(rates, std::back_inserter(kept));
    Q_EMIT changed();
}

} // namespace signalbox::pages
