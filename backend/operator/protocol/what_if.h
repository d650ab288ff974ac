#pragma once

#include "backend/operator/protocol/decisions.h"

namespace signalbox::protocol {

/// `POST /ops/v1/providers/what-if`: replays the last decisions with other weights. Changes nothing.
struct WhatIfRequest
{
    Weights weights = {}; ///< members left out keep the documented defaults; each 0..10
    int last = 1000; ///< decisions to replay, 1..10000

    static constexpr const char *kName = "WhatIfRequest";
    static constexpr auto members()
    {
        return std::tuple(Member("weights", &WhatIfRequest::weights), Member("last", &WhatIfRequest::last));
    }
    bool operator==(const WhatIfRequest &) const = default;
};

/// A mean as it was and as it would have been.
struct BeforeAfter
{
    double before = 0;
    double after = 0;

    static constexpr const char *kName = "BeforeAfter";
    static constexpr auto members()
    {
        return std::tuple(Member("before", &BeforeAfter::before), Member("after", &BeforeAfter::after));
    }
    bool operator==(const BeforeAfter &) const = default;
};

struct ShareChange
{
    QString providerId = {};
    QString name = {};
    BeforeAfter share = {}; ///< 0..1

    static constexpr const char *kName = "ShareChange";
    static constexpr auto members()
    {
        return std::tuple(Member("providerId", &ShareChange::providerId), Member("name", &ShareChange::name),
                          Member("share", &ShareChange::share));
    }
    bool operator==(const ShareChange &) const = default;
};

struct WhatIfAnswer
{
    int decisions = 0; ///< replayed; fewer than asked when there were fewer
    int changed = 0; ///< of them with another winner
    Weights current = {}; ///< in force now
    Weights asked = {};
    std::vector<ShareChange> distribution = {}; ///< every provider, declared order
    BeforeAfter meanTotalCents = {};
    BeforeAfter meanEtaMinutes = {};
    BeforeAfter meanCommissionCents = {};
    core::WallTime at = {};

    static constexpr const char *kName = "WhatIfAnswer";
    static constexpr auto members()
    {
        return std::tuple(Member("decisions", &WhatIfAnswer::decisions), Member("changed", &WhatIfAnswer::changed),
                          Member("current", &WhatIfAnswer::current), Member("asked", &WhatIfAnswer::asked),
                          Member("distribution", &WhatIfAnswer::distribution),
                          Member("meanTotalCents", &WhatIfAnswer::meanTotalCents),
                          Member("meanEtaMinutes", &WhatIfAnswer::meanEtaMinutes),
                          Member("meanCommissionCents", &WhatIfAnswer::meanCommissionCents),
                          Member("at", &WhatIfAnswer::at));
    }
    bool operator==(const WhatIfAnswer &) const = default;
};

} // namespace signalbox::protocol
