#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/http/client_address.h"
#include "backend/platform/settings/snapshot.h"

#include <functional>

namespace signalbox::http {

/// Limits of every connection (DESIGN 4.2). The defaults are the documented ones; tests make the times small.
struct ServerOptions
{
    qint64 requestLineBytes = 8 * 1024; ///< over it 414
    qint64 headerBytes = 32 * 1024; ///< all header fields together; over it 431
    int headerFields = 100; ///< over it 431

    core::milliseconds headerTimeout {10'000}; ///< from the first byte of a head to its last; over it 408
    core::milliseconds bodyIdleTimeout {15'000}; ///< between two pieces of a body; over it 408
    core::milliseconds bodyGrace {10'000}; ///< from here on the floor below holds
    qint64 bodyBytesPerSecond = 1024; ///< mean rate since the body began; under it 408
    core::milliseconds idleTimeout {75'000}; ///< between two requests; closed without a word
    core::milliseconds writeTimeout {30'000}; ///< an answer of which the client takes nothing; aborted
    core::milliseconds answerTimeout {300'000}; ///< a handler that gives no answer; cancelled, 500
    core::milliseconds lingerTimeout {2'000}; ///< reading on after a refusal, so that the client sees the answer
    core::milliseconds sweepInterval {250}; ///< how often the times above are checked

    int pipelineDepth = 16; ///< requests of one connection at once; beyond it reading pauses
    qint64 unsentBytes = 1024 * 1024; ///< answers not taken yet; beyond it reading pauses

    int connections = 16'384; ///< of the process; beyond it new ones are closed at once
    int connectionsPerAddress = 1'024; ///< of an address (IPv6: /64); loopback and trusted proxies do not count
    qint64 bodyMemoryBytes = 256LL * 1024 * 1024; ///< SIGNALBOX_MAX_BODY_MEMORY, of the process; over it 503

    /// Reads the rule of contract platform 5.2 from a snapshot; runs once for each published snapshot.
    std::function<ClientAddressRule(const settings::Snapshot &)> clientAddress = clientAddressRule;
};

} // namespace signalbox::http
