#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

/// What a revision did to one setting. Values are effective texts as in `.env`; a flag rule is its JSON text; a secret
/// is only its fingerprint (the last four hex digits of its SHA-256).
struct SettingChange
{
    QString key = {};
    std::optional<QString> before = {}; ///< absent: was unset
    std::optional<QString> after = {}; ///< absent: is unset now
    bool cleared = false; ///< the revision no longer sets it: environment, `.env` or default hold again
    bool secret = false;

    static constexpr const char *kName = "SettingChange";
    static constexpr auto members()
    {
        return std::tuple(Member("key", &SettingChange::key), Member("before", &SettingChange::before),
                          Member("after", &SettingChange::after), Member("cleared", &SettingChange::cleared),
                          Member("secret", &SettingChange::secret));
    }
    bool operator==(const SettingChange &) const = default;
};

/// One revision; never edited. `GET /ops/v1/revisions`, newest first, and `/revisions/{n}`.
struct Revision
{
    qint64 number = 0;
    qint64 parent = 0; ///< 0: the settings as configured
    core::WallTime at = {};
    QString actor = {}; ///< `guard` and `timer` for what the gateway took back by itself
    QString role = {};
    QString reason = {};
    std::vector<SettingChange> changes = {};
    std::optional<qint64> rollbackOf = {}; ///< the revision whose set (or, by a guard, whose flip) this one restores
    std::optional<QString> guardId = {};
    std::optional<QString> timerId = {};
    QString hash = {}; ///< SHA-256 over this revision and its parent's hash, hex
    QString id = {}; ///< the number as text, for cursors

    static constexpr const char *kName = "Revision";
    static constexpr auto members()
    {
        return std::tuple(Member("number", &Revision::number), Member("parent", &Revision::parent),
                          Member("at", &Revision::at), Member("actor", &Revision::actor),
                          Member("role", &Revision::role), Member("reason", &Revision::reason),
                          Member("changes", &Revision::changes), Member("rollbackOf", &Revision::rollbackOf),
                          Member("guardId", &Revision::guardId), Member("timerId", &Revision::timerId),
                          Member("hash", &Revision::hash), Member("id", &Revision::id));
    }
    bool operator==(const Revision &) const = default;
};

/// A key that a rollback leaves as it is.
struct SkippedKey
{
    QString key = {};
    QString why = {}; ///< `this build has no such setting`, …

    static constexpr const char *kName = "SkippedKey";
    static constexpr auto members()
    {
        return std::tuple(Member("key", &SkippedKey::key), Member("why", &SkippedKey::why));
    }
    bool operator==(const SkippedKey &) const = default;
};

/// What would change, or what differs between two revisions. The answer to every preview and to
/// `GET /ops/v1/revisions/{n}/diff?against=m` (from the set as of m to the set as of n; without `against`: the present
/// one, which is what a rollback to n would do).
struct RevisionDiff
{
    std::vector<SettingChange> changes = {};
    std::vector<SkippedKey> skipped = {};
    std::vector<QString> restartDue = {}; ///< changed keys that would take effect with the next start only
    std::vector<QString> dangerous = {}; ///< changed keys that ask for care
    std::optional<QString> confirm = {}; ///< what a person has to type to do this; absent: nothing
    qint64 expectedRevision = 0; ///< the newest number: send it with the act

    static constexpr const char *kName = "RevisionDiff";
    static constexpr auto members()
    {
        return std::tuple(Member("changes", &RevisionDiff::changes), Member("skipped", &RevisionDiff::skipped),
                          Member("restartDue", &RevisionDiff::restartDue),
                          Member("dangerous", &RevisionDiff::dangerous), Member("confirm", &RevisionDiff::confirm),
                          Member("expectedRevision", &RevisionDiff::expectedRevision));
    }
    bool operator==(const RevisionDiff &) const = default;
};

} // namespace signalbox::protocol
