#pragma once

#include "backend/platform/settings/load.h"

namespace signalbox::runtime {

/// Which services run (contract platform 1).
struct RunningServices
{
    QByteArrayList running; ///< served
    QByteArrayList onListeners; ///< those and the ones that are not configured, whose paths answer 503
};
RunningServices runningServices(const settings::Snapshot &settings);

/// The catalogue of every service of this build, with the checks over it. `sources` is filled by the program.
settings::Inputs gatewayInputs();

} // namespace signalbox::runtime
