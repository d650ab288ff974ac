#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

/// How soon somebody must act: now, in working hours, never.
enum class Severity { Page, Ticket, Note };

template <>
struct EnumWords<Severity>
{
    static constexpr std::array kWords {"page", "ticket", "note"};
};

enum class AlertState { Pending, Firing, Resolved };

template <>
struct EnumWords<AlertState>
{
    static constexpr std::array kWords {"pending", "firing", "resolved"};
};

/// One alert: a rule and what it is about (contract operator-console 3).
struct Alert
{
    QString id = {}; ///< `<rule>` or `<rule>:<subject>`
    QString rule = {}; ///< `providerErrorRate`
    QString service = {}; ///< whose; `platform` for the gateway itself
    QString subject = {}; ///< the provider, upstream or queue concerned; empty = the service
    Severity severity = Severity::Ticket;
    AlertState state = AlertState::Pending;
    QString sentence = {}; ///< plain English with the numbers in it; the console words it from rule, value and limit
    double value = 0;
    double limit = 0;
    QString unit = {}; ///< `share`, `ms`, `s`, `bytes`, `days`, empty
    QString runbook = {}; ///< what to do, one line
    core::WallTime since = {}; ///< when the condition began to hold
    std::optional<core::WallTime> firedAt = {};
    std::optional<core::WallTime> resolvedAt = {};
    std::optional<QString> ackedBy = {};
    std::optional<core::WallTime> ackedAt = {};
    std::optional<QString> shelvedBy = {};
    std::optional<core::WallTime> shelvedUntil = {};
    std::optional<QString> note = {}; ///< the reason of the acknowledgement or shelving
    core::WallTime at = {}; ///< of the value

    static constexpr const char *kName = "Alert";
    static constexpr auto members()
    {
        return std::tuple(Member("id", &Alert::id), Member("rule", &Alert::rule), Member("service", &Alert::service),
                          Member("subject", &Alert::subject), Member("severity", &Alert::severity),
                          Member("state", &Alert::state), Member("sentence", &Alert::sentence),
                          Member("value", &Alert::value), Member("limit", &Alert::limit), Member("unit", &Alert::unit),
                          Member("runbook", &Alert::runbook), Member("since", &Alert::since),
                          Member("firedAt", &Alert::firedAt), Member("resolvedAt", &Alert::resolvedAt),
                          Member("ackedBy", &Alert::ackedBy), Member("ackedAt", &Alert::ackedAt),
                          Member("shelvedBy", &Alert::shelvedBy), Member("shelvedUntil", &Alert::shelvedUntil),
                          Member("note", &Alert::note), Member("at", &Alert::at));
    }
    bool operator==(const Alert &) const = default;
};

/// The stream's topic `alerts`: the alerts that changed, or all of them.
struct AlertNews
{
    std::vector<Alert> changed = {};
    int firing = 0; ///< not acknowledged and not shelved
    bool flood = false; ///< over ten new ones within ten minutes: only their number is told
    core::WallTime at = {};

    static constexpr const char *kName = "AlertNews";
    static constexpr auto members()
    {
        return std::tuple(Member("changed", &AlertNews::changed), Member("firing", &AlertNews::firing),
                          Member("flood", &AlertNews::flood), Member("at", &AlertNews::at));
    }
    bool operator==(const AlertNews &) const = default;
};

/// `POST /ops/v1/alerts/{id}/ack`.
struct AckRequest
{
    QString reason = {};

    static constexpr const char *kName = "AckRequest";
    static constexpr auto members() { return std::tuple(Member("reason", &AckRequest::reason)); }
    bool operator==(const AckRequest &) const = default;
};

/// `POST /ops/v1/alerts/{id}/shelve`.
struct ShelveRequest
{
    int minutes = 0; ///< 1 to 10,080 (a week); 0 ends the shelving
    QString reason = {};

    static constexpr const char *kName = "ShelveRequest";
    static constexpr auto members()
    {
        return std::tuple(Member("minutes", &ShelveRequest::minutes), Member("reason", &ShelveRequest::reason));
    }
    bool operator==(const ShelveRequest &) const = default;
};

/// The answer to both.
struct AlertAnswer
{
    Alert alert = {};
    QString auditId = {};

    static constexpr const char *kName = "AlertAnswer";
    static constexpr auto members()
    {
        return std::tuple(Member("alert", &AlertAnswer::alert), Member("auditId", &AlertAnswer::auditId));
    }
    bool operator==(const AlertAnswer &) const = default;
};

} // namespace signalbox::protocol
