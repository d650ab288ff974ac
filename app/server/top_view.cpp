#include "app/server/top_view.h"

#include "app/server/ops_client.h"

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr double kPercent = 100;
constexpr double kMiB = 1024 * 1024;

QString number(const std::optional<double> &value, int digits, const QString &unit)
{
    return value ? QString(QString::number(*value, 'f', digits) + unit) : u"-"_s;
}

QString share(const std::optional<double> &value)
{
    return value ? number(*value * kPercent, 1, u" %"_s) : u"-"_s;
}

QString row(const QStringList &cells)
{
    static constexpr std::array kWidths {14, 14, 10, 8, 8, 10, 10, 10};
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i)
        line += column(cells[i], kWidths[size_t(i)]) + u' ';
    return line.trimmed();
}

QString stateText(protocol::State state)
{
    return state == protocol::State::NotConfigured ? u"not configured"_s : protocol::wordOf(state);
}

void addServices(QStringList &lines, const protocol::Overview &overview)
{
    lines += row({u"SERVICE"_s, u"STATE"_s, u"RATE"_s, u"4XX"_s, u"5XX"_s, u"P50"_s, u"P95"_s, u"P99"_s});
    for (const protocol::ServiceRed &service : overview.services)
        lines += row({service.service, stateText(service.state), number(service.ratePerSec, 1, u"/s"_s),
                      share(service.error4xx), share(service.error5xx), number(service.p50Ms, 1, u" ms"_s),
                      number(service.p95Ms, 1, u" ms"_s), number(service.p99Ms, 1, u" ms"_s)});
}

void addBreakers(QStringList &lines, const protocol::Breakers &breakers)
{
    QStringList words;
    for (const protocol::UpstreamBreaker &breaker : breakers.items) {
        const bool forced = breaker.force != protocol::BreakerForce::Auto;
        if (forced || breaker.state != protocol::BreakerState::Closed)
            words += u"%1 %2%3"_s.arg(breaker.upstream, protocol::wordOf(breaker.state),
                                      forced ? u" (forced)"_s : QString());
    }
    lines += u"Breakers: "_s + (words.isEmpty() ? u"all closed"_s : words.join(u", "_s));
}

void addAlerts(QStringList &lines, const std::vector<protocol::Alert> &alerts)
{
    lines += alerts.empty() ? u"Alerts: none"_s : u"Alerts: %1"_s.arg(alerts.size());
    for (const protocol::Alert &alert : alerts)
        lines += u"  %1 %2%3"_s.arg(column(protocol::wordOf(alert.severity), 7), alert.sentence,
                                    alert.ackedBy ? u" (acknowledged by "_s + *alert.ackedBy + u')' : QString());
}

void addChanges(QStringList &lines, const protocol::Changes &changes)
{
    lines += u"Changed last:"_s;
    for (const protocol::Change &change : changes.items)
        lines += u"  %1 %2 %3 %4 %5"_s.arg(protocol::toIsoUtc(change.at).mid(11, 8), change.kind, change.actor,
                                           change.what, change.detail)
                     .trimmed();
}

/// Control characters of a name or sentence must not reach the terminal.
QString plain(QString line)
{
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control)
            c = u'?';
    }
    return line;
}

} // namespace

QStringList topLines(const TopFrame &frame, int width, int height)
{
    const protocol::Overview &overview = frame.overview;
    const protocol::Saturation &load = overview.saturation;
    QStringList lines;
    lines += u"%1 (%2)  signalbox %3  %4"_s.arg(overview.gateway.name, overview.gateway.environment,
                                                overview.gateway.version, protocol::toIsoUtc(overview.at).mid(11, 8));
    lines += u"%1: %2"_s.arg(protocol::wordOf(overview.verdict.state).toUpper(), overview.verdict.sentence);
    lines += u"Workers %1 %   memory %2 MiB   store behind %3 ms   waiting for a person: %4"_s
                 .arg(load.workersBusy.value * kPercent, 0, 'f', 0)
                 .arg(load.rssBytes.value / kMiB, 0, 'f', 0)
                 .arg(load.storeLagMs.value, 0, 'f', 0)
                 .arg(overview.waiting.count);
    lines += QString();
    addServices(lines, overview);
    lines += QString();
    addBreakers(lines, frame.breakers);
    addAlerts(lines, frame.alerts);
    addChanges(lines, overview.changes);
    if (height > 0 && lines.size() > height)
        lines = lines.first(height);
    for (QString &line : lines)
        line = plain(line).left(width);
    return lines;
}

} // namespace signalbox::daemon
