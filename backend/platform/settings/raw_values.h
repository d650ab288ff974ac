#pragma once

#include "backend/platform/settings/findings.h"
#include "backend/platform/settings/snapshot.h"

#include <QHash>

namespace signalbox::settings {

/// Where values are looked for. The names of `.env` files are shown in sentences as they stand here.
struct Sources
{
    QHash<QByteArray, QString> overrides = {}; ///< of the operator's revision; strongest
    QHash<QByteArray, QString> environment; ///< of the process
    QStringList envFiles; ///< later wins; each must be readable
    QString optionalEnvFile = QStringLiteral(".env"); ///< weaker than envFiles, may be missing; empty = none
};

/// A configured text before it is parsed.
struct RawValue
{
    QString text;
    Source source = Source::Default;
    QString where;
};

using RawValues = QHash<QByteArray, RawValue>;

/// The variables of this process.
QHash<QByteArray, QString> processEnvironment();

/// The texts of an operator's revision by key; an empty one unsets what the environment and the files say.
using Overrides = QHash<QByteArray, QString>;

/// The strongest text of each catalogue key that the environment and the files set, without the overrides; empty texts
/// count as unset. Reads the `.env` files and the files that `<KEY>_FILE` name (each at most 1 MiB). Blocks on those
/// files, so it belongs to the start and to SIGHUP.
RawValues readRawValues(const Catalogue &catalogue, const Sources &sources, Findings &findings);

/// The same with the overrides on top. Pure.
RawValues withOverrides(RawValues raw, const Overrides &overrides);

} // namespace signalbox::settings
