#pragma once

#include "backend/platform/http/server_options.h"

namespace signalbox::runtime {

/// The limits of every connection, as the settings have them.
http::ServerOptions httpLimits(const settings::Snapshot &settings);

} // namespace signalbox::runtime
