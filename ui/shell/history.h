#pragma once

#include "ui/client/overview_facet.h"

#include <optional>
#include <vector>

namespace signalbox::shell {

/// Where the user was: pages with their filters, for `[` and `]`.
class History
{
public:
    using Place = client::Place;
    static constexpr std::size_t kMostPlaces = 100;

    /// Goes to a new place; what lay ahead is forgotten. The present place again is no step.
    void visit(Place place);
    /// One step back or ahead; nothing at either end.
    std::optional<Place> back();
    std::optional<Place> ahead();

private:
    std::vector<Place> m_places;
    std::size_t m_at = 0;
};

} // namespace signalbox::shell
