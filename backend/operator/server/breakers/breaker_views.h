#pragma once

#include "backend/operator/protocol/breakers.h"
#include "backend/platform/upstream/breaker.h"

namespace signalbox::server {

/// A breaker as the protocol shows it. Pure.
protocol::UpstreamBreaker viewOf(const upstream::BreakerView &view);

/// All breakers, by upstream.
protocol::Breakers breakersOf(const upstream::BreakerBoard *board, core::WallTime at);

/// `forced open`, `closed by the counts`: for the audit and "changed last".
QString breakerWords(const protocol::UpstreamBreaker &breaker);

} // namespace signalbox::server
