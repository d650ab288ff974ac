#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>

namespace signalbox::approvals {

/// RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 units, shortest escapes, numbers as ECMAScript
/// prints them, UTF-8. Also what the audit chain hashes (section 16). Not finite numbers cannot occur in a QJsonValue.
QByteArray canonicalJson(const QJsonValue &value);

/// Lower-case hex SHA-256 of the canonical JSON (section 14: same content or conflict).
QByteArray contentHash(const QJsonObject &request);

} // namespace signalbox::approvals
