#pragma once

#include "backend/operator/protocol/alerts.h"

#include <chrono>
#include <deque>
#include <map>

/// The life of alerts: condition → pending → firing → resolved (contract operator-console 3). Pure: time comes in.
namespace signalbox::server {

/// Which side of its limit a value must be on to be wrong.
enum class Wrong { Above, Below };

/// One rule. What is measured is said by the readings; the limit comes from the settings.
struct AlertRule
{
    QString id; ///< `providerErrorRate`
    QString service;
    protocol::Severity severity = protocol::Severity::Ticket;
    Wrong wrong = Wrong::Above;
    double limit = 0;
    /// How far back on the right side a value must come before the alert may end: a share of the limit. Keeps an alert
    /// whose value swings around the limit from starting over and over.
    double hysteresis = 0.1;
    std::chrono::seconds pendingFor {0}; ///< how long the condition must hold
    std::chrono::seconds quietFor {60}; ///< how long it must be over
    QString unit = {};
    QString sentence; ///< `%1 fails %2 of its quotes (limit %3).`: subject, value, limit
    QString runbook;
};

/// What was measured for a rule. NaN: it cannot be told now, and the alert stays as it is.
struct AlertReading
{
    size_t rule = 0; ///< index of the rule
    QString subject = {};
    double value = 0;
};

/// `0.12` of unit `share` as `12 %`, `5200` of `ms` as `5.2 s`, …
QString alertNumber(double value, const QString &unit);

/// The alerts of one gateway. Bounded: at most 500 alive ones, the 1,000 newest resolved ones.
class AlertEngine
{
public:
    static constexpr size_t kMostAlive = 500;
    static constexpr size_t kMostResolved = 1000;
    static constexpr size_t kFloodSize = 10; ///< more new ones than this …
    static constexpr std::chrono::minutes kFloodWindow {10}; ///< … within this are a flood

    /// The rules in force; alerts of rules that are gone end at the next step.
    void setRules(std::vector<AlertRule> rules) { m_rules = std::move(rules); }
    const std::vector<AlertRule> &rules() const { return m_rules; }

    /// One evaluation; the alerts whose state changed. A subject without a reading ends like one that is well again.
    std::vector<protocol::Alert> step(const std::vector<AlertReading> &readings, core::WallTime now);

    /// Marks a firing alert as known to somebody. NotFound, Conflict when it is acknowledged.
    Result<protocol::Alert> acknowledge(const QString &id, const QString &by, const QString &note, core::WallTime now);
    /// Keeps an alert quiet until then; a time that is past ends it. NotFound.
    Result<protocol::Alert> shelve(const QString &id, const QString &by, const QString &note, core::WallTime until,
                                   core::WallTime now);

    /// Puts an alert back as it was before a restart.
    void restore(const protocol::Alert &alert);

    /// Alive ones by severity and age, then the resolved ones, newest first.
    std::vector<protocol::Alert> all() const;
    std::optional<protocol::Alert> find(const QString &id) const;

    /// Firing, not acknowledged, not shelved.
    std::vector<protocol::Alert> calling(core::WallTime now) const;
    bool isFlood(core::WallTime now) const;

private:
    struct Alive
    {
        protocol::Alert alert;
        std::optional<core::WallTime> quietSince = {};
    };

    bool stepOne(const AlertRule &rule, const AlertReading &reading, core::WallTime now,
                 std::vector<protocol::Alert> &changed);
    /// Whether it has been well for long enough to end.
    static bool settle(Alive &alive, std::chrono::seconds quietFor, core::WallTime now);
    void resolve(const QString &id, core::WallTime now, std::vector<protocol::Alert> &changed);

    std::vector<AlertRule> m_rules;
    std::map<QString, Alive> m_alive;
    std::deque<protocol::Alert> m_resolved; ///< newest first
    std::deque<core::WallTime> m_fired; ///< within the flood window
};

} // namespace signalbox::server
