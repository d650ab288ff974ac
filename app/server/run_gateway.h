#pragma once

#include "backend/runtime/gateway.h"

#include <functional>

namespace signalbox::daemon {

/// Starts a gateway on the running application, prints the ready line and serves until SIGTERM or SIGINT; the exit
/// code of the process. `ready` runs once after the ready line.
int runGateway(runtime::GatewayOptions options, const std::function<void(const runtime::GatewayAddresses &)> &ready = {});

/// Prints one sentence for the operator on stderr.
void printFailure(const Error &error);

} // namespace signalbox::daemon
