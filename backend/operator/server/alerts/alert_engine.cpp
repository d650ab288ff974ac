#include "backend/operator/server/alerts/alert_engine.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::Alert;
using protocol::AlertState;

namespace {

/// How long a subject must be without a reading, such as a provider that was taken out.
constexpr std::chrono::seconds kGoneFor {60};

bool isWrong(const AlertRule &rule, double value)
{
    return rule.wrong == Wrong::Above ? value > rule.limit : value < rule.limit;
}

/// Far enough on the right side to end.
bool isWell(const AlertRule &rule, double value)
{
    const double margin = std::abs(rule.limit) * rule.hysteresis;
    return rule.wrong == Wrong::Above ? value <= rule.limit - margin : value >= rule.limit + margin;
}

QString idOf(const AlertRule &rule, const QString &subject)
{
    return subject.isEmpty() ? rule.id : QString(rule.id + u':' + subject);
}

QString shortNumber(double value)
{
    const double tenth = std::round(value * 10) / 10;
    return QString::number(tenth, 'f', tenth == std::round(tenth) ? 0 : 1);
}

void measure(Alert &alert, const AlertRule &rule, double value, core::WallTime now)
{
    alert.severity = rule.severity;
    alert.value = value;
    alert.limit = rule.limit;
    alert.unit = rule.unit;
    alert.runbook = rule.runbook;
    alert.at = now;
    // Not by arg(): a sentence may leave a number out. The subject comes last, because only it could hold a `%`.
    alert.sentence = rule.sentence;
    alert.sentence.replace("%3"_L1, alertNumber(rule.limit, rule.unit))
        .replace("%2"_L1, alertNumber(value, rule.unit))
        .replace("%1"_L1, alert.subject.isEmpty() ? rule.service : alert.subject);
}

} // namespace

QString alertNumber(double value, const QString &unit)
{
    constexpr double kMebi = 1024.0 * 1024.0;
    if (unit == "share"_L1)
        return shortNumber(value * 100) + u" %"_s;
    if (unit == "ms"_L1)
        return value < 1000 ? QString(shortNumber(value) + u" ms"_s) : QString(shortNumber(value / 1000) + u" s"_s);
    if (unit == "bytes"_L1)
        return value < 1024 * kMebi ? QString(shortNumber(value / kMebi) + u" MiB"_s)
                                    : QString(shortNumber(value / 1024 / kMebi) + u" GiB"_s);
    return unit.isEmpty() ? shortNumber(value) : QString(shortNumber(value) + u' ' + unit);
}

std::vector<Alert> AlertEngine::step(const std::vector<AlertReading> &readings, core::WallTime now)
{
    std::vector<Alert> changed;
    std::set<QString> seen;
    for (const AlertReading &reading : readings) {
        if (reading.rule >= m_rules.size())
            continue;
        const AlertRule &rule = m_rules[reading.rule];
        seen.insert(idOf(rule, reading.subject));
        stepOne(rule, reading, now, changed);
    }
    std::vector<QString> gone;
    for (auto &[id, alive] : m_alive) {
        if (!seen.contains(id) && settle(alive, kGoneFor, now))
            gone.push_back(id);
    }
    for (const QString &id : gone)
        resolve(id, now, changed);
    while (!m_fired.empty() && m_fired.front() + kFloodWindow <= now)
        m_fired.pop_front();
    return changed;
}

bool AlertEngine::stepOne(const AlertRule &rule, const AlertReading &reading, core::WallTime now,
                          std::vector<Alert> &changed)
{
    const QString id = idOf(rule, reading.subject);
    auto found = m_alive.find(id);
    if (std::isnan(reading.value))
        return false;
    if (found == m_alive.end()) {
        if (!isWrong(rule, reading.value) || m_alive.size() >= kMostAlive)
            return false;
        Alert fresh {.id = id, .rule = rule.id, .service = rule.service, .subject = reading.subject, .since = now};
        found = m_alive.emplace(id, Alive {std::move(fresh)}).first;
        measure(found->second.alert, rule, reading.value, now);
        if (rule.pendingFor.count() > 0)
            changed.push_back(found->second.alert);
    }
    Alive &alive = found->second;
    measure(alive.alert, rule, reading.value, now);
    const bool pending = alive.alert.state == AlertState::Pending;
    // A clock that stepped back must not keep an alert from firing for that long.
    alive.alert.since = std::min(alive.alert.since, now);
    if (pending ? !isWrong(rule, reading.value) : isWell(rule, reading.value)) {
        if (!settle(alive, pending ? std::chrono::seconds(0) : rule.quietFor, now))
            return false;
        resolve(id, now, changed);
        return true;
    }
    alive.quietSince.reset();
    if (!pending || now - alive.alert.since < rule.pendingFor)
        return false;
    alive.alert.state = AlertState::Firing;
    alive.alert.firedAt = now;
    m_fired.push_back(now);
    changed.push_back(alive.alert);
    return true;
}

bool AlertEngine::settle(Alive &alive, std::chrono::seconds quietFor, core::WallTime now)
{
    if (!alive.quietSince || *alive.quietSince > now)
        alive.quietSince = now;
    return alive.alert.state == AlertState::Pending || now - *alive.quietSince >= quietFor;
}

void AlertEngine::resolve(const QString &id, core::WallTime now, std::vector<Alert> &changed)
{
    const auto found = m_alive.find(id);
    Alert alert = std::move(found->second.alert);
    m_alive.erase(found);
    const bool fired = alert.state == AlertState::Firing;
    alert.state = AlertState::Resolved;
    alert.resolvedAt = now;
    changed.push_back(alert);
    if (!fired)
        return; // what never fired is not worth remembering
    m_resolved.push_front(std::move(alert));
    if (m_resolved.size() > kMostResolved)
        m_resolved.pop_back();
}

Result<Alert> AlertEngine::acknowledge(const QString &id, const QString &by, const QString &note, core::WallTime now)
{
    const auto found = m_alive.find(id);
    if (found == m_alive.end())
        return fail(ErrorCode::NotFound, PublicText(u"this alert is not active"_s));
    Alert &alert = found->second.alert;
    if (alert.ackedBy)
        return fail(ErrorCode::Conflict, PublicText(u"%1 has acknowledged it already"_s.arg(*alert.ackedBy)));
    alert.ackedBy = by;
    alert.ackedAt = now;
    alert.note = note;
    return alert;
}

Result<Alert> AlertEngine::shelve(const QString &id, const QString &by, const QString &note, core::WallTime until,
                                  core::WallTime now)
{
    const auto found = m_alive.find(id);
    if (found == m_alive.end())
        return fail(ErrorCode::NotFound, PublicText(u"this alert is not active"_s));
    Alert &alert = found->second.alert;
    if (until > now) {
        alert.shelvedBy = by;
        alert.shelvedUntil = until;
    } else {
        alert.shelvedBy.reset();
        alert.shelvedUntil.reset();
    }
    alert.note = note;
    return alert;
}

void AlertEngine::restore(const Alert &alert)
{
    if (alert.state == AlertState::Resolved) {
        m_resolved.push_back(alert);
        return;
    }
    m_alive.insert_or_assign(alert.id, Alive {alert});
}

std::vector<Alert> AlertEngine::all() const
{
    std::vector<Alert> alerts;
    for (const auto &[id, alive] : m_alive)
        alerts.push_back(alive.alert);
    std::ranges::sort(alerts, {}, [](const Alert &alert) {
        return std::tuple(alert.state != AlertState::Firing, alert.severity, alert.since, alert.id);
    });
    alerts.insert(alerts.end(), m_resolved.begin(), m_resolved.end());
    return alerts;
}

std::optional<Alert> AlertEngine::find(const QString &id) const
{
    if (const auto found = m_alive.find(id); found != m_alive.end())
        return found->second.alert;
    const auto past = std::ranges::find(m_resolved, id, &Alert::id);
    return past == m_resolved.end() ? std::nullopt : std::optional(*past);
}

std::vector<Alert> AlertEngine::calling(core::WallTime now) const
{
    std::vector<Alert> alerts = all();
    std::erase_if(alerts, [now](const Alert &alert) {
        return alert.state != AlertState::Firing || alert.ackedBy || (alert.shelvedUntil && *alert.shelvedUntil > now);
    });
    return alerts;
}

bool AlertEngine::isFlood(core::WallTime now) const
{
    const auto recent = std::ranges::count_if(m_fired, [now](core::WallTime at) { return at + kFloodWindow > now; });
    return size_t(recent) > kFloodSize;
}

} // namespace signalbox::server
