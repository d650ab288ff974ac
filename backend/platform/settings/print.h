#pragma once

#include "backend/platform/settings/snapshot.h"

#include <QJsonArray>
#include <QJsonObject>

namespace signalbox::settings {

/// The source's name on the wire: `revision`, `environment`, `.env`, `default`.
QString sourceName(const Value &value);

/// What may be shown of a value: a secret as `unset` or `set (…1a2b)` with the last 4 hex digits of its SHA-256, the
/// password of a URL replaced, a clamped number as it is used.
QString shownValue(const Definition &definition, const Value &value);

/// One setting for `config print --json` and `/ops/v1/settings`: `key`, `service`, `group`, `type`, `value`, `set`,
/// `source`, `where`, `default`, `unit`, `help`, `secret`, `restart`, `restartDue`, `clamped`, `danger`, …
QJsonObject describe(const Definition &definition, const Value &value);

/// Every setting, in catalogue order.
QJsonArray describeAll(const Catalogue &catalogue, const Snapshot &snapshot);

/// `config print`: aligned text with a heading for each service and group.
QByteArray printText(const Catalogue &catalogue, const Snapshot &snapshot);

/// `config print --secrets-needed`: the names of the secrets that this configuration uses, one a line, to bring from
/// the vault when the gateway is restored elsewhere (contract platform 14).
QByteArray printSecretsNeeded(const Catalogue &catalogue, const Snapshot &snapshot);

} // namespace signalbox::settings
