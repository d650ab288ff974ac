#pragma once

#include "backend/services/commerce/provider.h"

namespace signalbox::commerce {

/// The four live providers for one worker.
ProviderSet makeProviderSet(const ProviderPorts &ports);

} // namespace signalbox::commerce
