#pragma once

#include "backend/platform/upstream/client.h"

#include <optional>

namespace signalbox::upstream {

/// Whether a try that ended like this may be repeated by the contract's rules (commerce-router 3.4): connection failure,
/// 408, 5xx, 429 with Retry-After.
bool isRepeatable(const Result<Reply> &outcome);

/// What `Retry-After` asks for (RFC 9110 10.2.3: seconds or a date); nothing when absent or not readable.
std::optional<core::milliseconds> retryAfter(const Headers &headers, core::WallTime now);

/// Pause before repeat `repeat` (1, 2, …): first × 2^(repeat − 1), stretched by `dice` (0..1) to ± 20 %.
core::milliseconds pauseBefore(int repeat, core::milliseconds first, double dice);

} // namespace signalbox::upstream
