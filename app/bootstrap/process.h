#pragma once

namespace signalbox::bootstrap {

/// The first statement of each main: makes Qt's threads use its own poll loop (DESIGN 4) and lets a write to a closed
/// socket or pipe fail instead of ending the process.
void prepareProcess();

/// Core files off unless allowed (contract platform 7), because they would hold secrets and requests; as many open
/// files as the system lets us have, because each connection is one.
void limitProcess(bool allowCore);

} // namespace signalbox::bootstrap
