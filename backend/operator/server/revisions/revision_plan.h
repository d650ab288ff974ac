#pragma once

#include "backend/operator/server/revisions/revision_set.h"
#include "backend/platform/settings/live_settings.h"

#include <expected>

namespace signalbox::server {

/// Why an act cannot be done: a status and the body's error.
struct Problem
{
    int status = 400;
    protocol::ErrorDetail error = {};
};
template <class T>
using Planned = std::expected<T, Problem>;

/// Where the settings stand.
struct Present
{
    const OverrideSet &set;
    qint64 head = 0; ///< number of the newest revision
};

/// A change that was judged and can be committed.
struct Plan
{
    qint64 parent = 0; ///< the head that it was made on
    std::vector<StoredChange> changes = {}; ///< sorted by key; empty: everything is so already
    protocol::RevisionDiff diff = {};
    std::optional<qint64> rollbackOf = {};
};

/// The set with the wished changes. Each is judged by its key's own rule; the Problem names the member
/// (`changes[2].value`). 403 when a secret is among them and the caller may not set any.
Planned<OverrideSet> targetOf(const settings::LiveSettings &live, const Present &present,
                              const std::vector<protocol::RequestedChange> &changes, bool maySetSecrets);

/// The set of an earlier revision as far as this build can take it; the keys that it cannot take stay as they are and
/// are listed in `skipped`.
OverrideSet restorable(const settings::LiveSettings &live, const Present &present, OverrideSet then,
                       std::vector<protocol::SkippedKey> &skipped);

/// What leads from the present to `target`, judged as a whole: 400 `bad_settings` with one sentence a problem.
Planned<Plan> planOf(const settings::LiveSettings &live, const Present &present, const OverrideSet &target,
                     core::WallTime now);

/// What a person has to type before the plan is carried out: the dangerous keys, with commas between them.
std::optional<QString> confirmationOf(const std::vector<QString> &dangerous);

/// What differs from one set to another, key by key.
std::vector<StoredChange> changesBetween(const settings::LiveSettings &live, const OverrideSet &before,
                                         const OverrideSet &after);

/// A wished rule as the text of an override. The error reads on after the key's name.
std::expected<QString, QString> ruleText(protocol::FlagRule rule, bool now);

} // namespace signalbox::server
