#pragma once

#include "backend/operator/protocol/revisions.h"
#include "backend/platform/settings/raw_values.h"

#include <map>

namespace signalbox::server {

/// What the revisions say about one setting.
struct Override
{
    QString text = {}; ///< as in `.env`, empty = unset; of a secret its plain text, which is in memory only
    QString shown = {}; ///< the text; of a secret its fingerprint
    qint64 revision = 0; ///< that set it
    qint64 secretRef = 0; ///< of a secret: the revision under which its sealed value is kept; 0 = no secret
    QString actor = {}; ///< who set it
    core::WallTime at = {};
    bool isLost = false; ///< a secret whose value cannot be opened here (a backup has none, another store key)

    /// The same value, whoever set it.
    bool holdsSameAs(const Override &other) const { return text == other.text && secretRef == other.secretRef; }
};

/// Everything that the revisions set, by key; what is not in it is as configured.
using OverrideSet = std::map<QByteArray, Override>;

/// The texts for the settings; lost secrets are left out.
settings::Overrides textsOf(const OverrideSet &set);

/// A change as it is kept.
struct StoredChange
{
    protocol::SettingChange shown;
    QString text = {}; ///< of the override; of a secret only in memory
    qint64 secretRef = 0;
};

/// A revision as it is kept.
struct StoredRevision
{
    protocol::Revision revision; ///< with the shown changes
    QByteArray changes; ///< the changes as JSON: what is stored and hashed
};

/// The JSON of changes, without the text of any secret, and back.
QByteArray changesToJson(const std::vector<StoredChange> &changes);
std::vector<StoredChange> changesFromJson(const QByteArray &json);

/// Applies what a revision changed.
void apply(OverrideSet &set, const protocol::Revision &revision, const std::vector<StoredChange> &changes);

/// SHA-256 over the revision without its hash, its changes as they are stored, and the hash before it; hex.
QString revisionHash(const StoredRevision &revision, const QString &previous);

/// The fingerprint of a secret: the last four hex digits of its SHA-256.
QString fingerprintOf(const QString &secret);

/// A text that every store gives back as it was: without U+0000 and lone surrogates.
QString storable(const QString &text);

} // namespace signalbox::server
