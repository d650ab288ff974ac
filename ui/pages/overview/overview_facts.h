#pragma once

#include "ui/pages/overview/fact_line.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// The short lists of the landing view as lines with the way to their pages. Pure but for the clock of the ages.
class OverviewFacts
{
    Q_DECLARE_TR_FUNCTIONS(OverviewFacts)

public:
    static std::vector<Fact> waiting(const protocol::Overview &overview);
    static std::vector<Fact> changes(const protocol::Overview &overview);
    /// Six figures: workers, bodies, breakers, queues, store, memory.
    static std::vector<Fact> saturation(const protocol::Overview &overview);
    static std::vector<Fact> alerts(const std::vector<protocol::Alert> &alerts);
};

} // namespace signalbox::pages
