#pragma once

#include "backend/platform/upstream/client.h"

namespace signalbox::daemon {

/// Sends a call and runs the process's main loop until its answer is there; for subcommands, outside any event loop.
/// The errors of Client::send(); Cancelled when the loop was ended meanwhile.
Result<upstream::Reply> oneCall(upstream::Client &client, upstream::Call call);

} // namespace signalbox::daemon
