#pragma once

namespace signalbox::bootstrap {

/// What `serve`, `config check` and `migrate` end with (contract platform 7).
inline constexpr int kExitDone = 0;
inline constexpr int kExitFailure = 1; ///< address in use, store unreachable, …
inline constexpr int kExitUsage = 2; ///< bad command line
inline constexpr int kExitConfiguration = 78; ///< invalid configuration (EX_CONFIG)

} // namespace signalbox::bootstrap
