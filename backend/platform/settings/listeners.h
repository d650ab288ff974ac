#pragma once

#include "backend/platform/core/result.h"
#include "backend/platform/settings/snapshot.h"

#include <QByteArrayList>

namespace signalbox::settings {

/// The names that SIGNALBOX_SERVICES takes.
const QByteArrayList &allServices();

/// The services that SIGNALBOX_SERVICES names; empty for unset and `auto` (contract platform 1).
QByteArrayList namedServices(const Snapshot &snapshot);

/// Where a listener binds. Port 0 = any free one.
struct Endpoint
{
    QByteArray address; ///< IP literal or `localhost`
    quint16 port = 0;
    bool operator==(const Endpoint &) const = default;
};

/// `addr:port`, IPv6 in brackets. InvalidInput otherwise.
Result<Endpoint> parseEndpoint(QByteArrayView text);
/// The endpoint as `addr:port`, IPv6 in brackets.
QByteArray toText(const Endpoint &endpoint);

/// May HOST hold this: an IP literal or `localhost`?
bool isBindAddress(QByteArrayView text);
/// Does the address only take connections of this machine?
bool isLoopback(QByteArrayView address);

/// A listener and the services on it.
struct Listener
{
    Endpoint endpoint;
    QByteArrayList services;
};

/// The entries of SIGNALBOX_LISTEN: `addr:port=service[,service…]` separated by `;`. InvalidInput says what is wrong.
Result<std::vector<Listener>> parseListen(QByteArrayView text);

/// `HOST:PORT` with what stands in for them: BIND_ADDR when HOST is unset, the port of the one named service when PORT
/// is unset (contract platform 2).
Endpoint sharedEndpoint(const Snapshot &snapshot);

/// The listeners for `services`: the entries of SIGNALBOX_LISTEN and LOOPGPT_LISTEN, then the shared one with the
/// services that no entry names; it is left out when none remains. Expects a snapshot that passed listenerRules().
std::vector<Listener> listeners(const Snapshot &snapshot, const QByteArrayList &services);

} // namespace signalbox::settings
