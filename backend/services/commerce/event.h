#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/log/log.h"

#include <QByteArray>

#include <vector>

namespace signalbox::commerce {

/// Which table an event's row goes to (contract commerce-router 8).
enum class EventTable { Edge, Request };

/// One event: a JSON line, and a row.
struct Event
{
    EventTable table = EventTable::Edge;
    log::Level level = log::Level::Info;
    QByteArray functionName;
    QByteArray event;
    QByteArray requestId;
    core::WallTime at;
    std::vector<log::Field> fields = {}; ///< camelCase, besides the common ones
};

inline constexpr QByteArrayView kRouteFunction = "loopgpt_route_order";
inline constexpr QByteArrayView kConfirmFunction = "loopgpt_confirm_order";
inline constexpr QByteArrayView kCancelFunction = "loopgpt_cancel_order";
inline constexpr QByteArrayView kOutcomeFunction = "loopgpt_record_outcome";
inline constexpr QByteArrayView kMetricsFunction = "loopgpt_commerce_metrics";

/// Writes the JSON line of an event: `functionName`, `event`, `requestId` and its fields, behind the common members.
void writeLine(const Event &event);

} // namespace signalbox::commerce
