#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

enum class RuleKind { Off, On, Percent, Allow, Schedule };

template <>
struct EnumWords<RuleKind>
{
    static constexpr std::array kWords {"off", "on", "percent", "allow", "schedule"};
};

struct ScheduledValue
{
    core::WallTime at = {};
    bool value = false;

    static constexpr const char *kName = "ScheduledValue";
    static constexpr auto members()
    {
        return std::tuple(Member("at", &ScheduledValue::at), Member("value", &ScheduledValue::value));
    }
    bool operator==(const ScheduledValue &) const = default;
};

/// How a flag is decided (contract operator-console 2.3). Only what belongs to `kind` counts; the rest stays away.
struct FlagRule
{
    RuleKind kind = RuleKind::Off;
    std::optional<double> percent = {}; ///< Percent: 0 to 100, to the hundredth; share of the subjects that get `true`
    std::optional<std::vector<QString>> subjects = {}; ///< Allow: who gets `true`, at most 1,000
    std::optional<bool> before = {}; ///< Schedule: until the first entry; left out: as it is now
    std::optional<std::vector<ScheduledValue>> entries = {}; ///< Schedule: 1 to 100, in the order of time

    static constexpr const char *kName = "FlagRule";
    static constexpr auto members()
    {
        return std::tuple(Member("kind", &FlagRule::kind), Member("percent", &FlagRule::percent),
                          Member("subjects", &FlagRule::subjects), Member("before", &FlagRule::before),
                          Member("entries", &FlagRule::entries));
    }
    bool operator==(const FlagRule &) const = default;
};

} // namespace signalbox::protocol
