#pragma once

#include "backend/platform/core/clock.h"

#include <QByteArray>
#include <QSet>
#include <QString>

#include <expected>
#include <optional>
#include <utility>
#include <vector>

namespace signalbox::settings {

enum class RuleKind { Off, On, Percent, Allow, Schedule };

/// How a flag is decided (contract operator-console 2.3). Immutable once parsed; any thread.
struct FlagRule
{
    RuleKind kind = RuleKind::Off;
    double percent = 0; ///< Percent: share of the subjects that get `true`, 0 to 100 in steps of 0.01
    QSet<QByteArray> subjects = {}; ///< Allow: who gets `true`, UTF-8
    std::optional<bool> before = {}; ///< Schedule: until the first entry
    std::vector<std::pair<core::WallTime, bool>> entries = {}; ///< Schedule, ascending

    /// Does the answer depend on who asks?
    bool isPerSubject() const { return kind == RuleKind::Percent || kind == RuleKind::Allow; }
    /// The value for a subject; nobody (an empty subject) gets `true` of a percentage below 100 or of a list. A
    /// schedule answers as of `now`.
    bool decide(QByteArrayView key, QByteArrayView subject, core::WallTime now) const;
    /// When a schedule's value changes next after `now`.
    std::optional<core::WallTime> nextChange(core::WallTime now) const;
    /// The canonical text that is stored in a revision: compact JSON with sorted members, times in UTC; plain `true`
    /// and `false` for On and Off.
    QString toText() const;
};

/// Parses what toText() wrote, or the same by hand: `{"kind":"percent","percent":25}`,
/// `{"kind":"allow","subjects":["key:ab12"]}`,
/// `{"kind":"schedule","before":false,"entries":[{"at":"…Z","value":true}]}`. The error reads on after the setting's
/// name: `must be …`.
std::expected<FlagRule, QString> parseFlagRule(const QString &text);

/// Is the text of a Boolean setting a rule rather than a word?
inline bool looksLikeRule(const QString &text)
{
    return text.startsWith(u'{');
}

/// Where a subject falls, 0 to 9,999: the first eight bytes of SHA-256(key, 0 byte, subject), big endian, modulo
/// 10,000. A percentage of p takes the buckets below 100 × p, so a subject that is in at 10 % stays in at 20 %, the
/// same on every replica and after every restart, and independent from one flag to the next. Any language can repeat
/// it: `printf 'KEY\0subject' | sha256sum | cut -c1-16`.
int bucketOf(QByteArrayView key, QByteArrayView subject);

} // namespace signalbox::settings
