#pragma once

#include "backend/platform/core/clock.h"

#include <QByteArray>

namespace signalbox::core {

/// `count` characters of a-z0-9 from the system's random source, without bias.
QByteArray randomText(qsizetype count);

/// `bytes` random bytes as lower-case hex.
QByteArray randomHex(qsizetype bytes);

/// `bytes` bytes of the system's random source, fit for keys.
QByteArray randomBytes(qsizetype bytes);

/// A random UUID (RFC 9562 version 4), lower case, without braces.
QByteArray uuid4();

/// A ULID: 26 characters of Crockford's base32, the first ten the time in ms, the others random. Sorts by time.
QByteArray ulid(WallTime now);

} // namespace signalbox::core
