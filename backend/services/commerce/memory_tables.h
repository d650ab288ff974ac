#pragma once

#include "backend/services/commerce/event_ring.h"
#include "backend/services/commerce/routing_board.h"

namespace signalbox::commerce {

/// What commerce keeps in place of its busiest tables when no database is configured. One per process.
struct MemoryTables
{
    EventRing events;
    RoutingBoard routings;
};

} // namespace signalbox::commerce
