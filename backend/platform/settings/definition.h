#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace signalbox::settings {

enum class Type { Text, Boolean, Integer, Decimal, Choice, Url, Path, Date, Cidrs };

enum class Apply { Hot, Restart };

/// One catalogue entry: everything that is known about a setting, in one place. The console, `config print`,
/// `config check` and the parser all read this (DESIGN 6).
struct Definition
{
    QByteArray key = {}; ///< the guide's variable name, exact
    QByteArray service = {}; ///< owner: `platform`, `commerce`, …
    QByteArray group = {}; ///< heading under which the console shows it
    Type type = Type::Text;
    QString defaultText = {}; ///< as it would be written in `.env`; empty = unset
    QString help = {}; ///< one English sentence
    QByteArray unit = {}; ///< `ms`, `s`, `bytes`, `%`, …
    std::optional<double> minimum = {};
    std::optional<double> maximum = {};
    bool clamp = false; ///< outside the range: clamped with a warning instead of an error
    QStringList choices = {}; ///< Type::Choice, compared exactly unless ignoreCase
    bool secret = false; ///< never printed; `<KEY>_FILE` is read
    Apply apply = Apply::Hot;
    QString danger = {}; ///< why changing it needs care; empty = harmless
    bool narrowBoolean = false; ///< only `true 1 yes on` and `false 0 no off` (commerce-router.md 10)
    bool defaultIfBad = false; ///< not a number: the default with a warning instead of an error (`AURORA_*`)
    bool ignoreCase = false; ///< Type::Choice: any case is taken and read as the choice is written
    bool readsFile = false; ///< `<KEY>_FILE` is read although the value is no secret (`DATABASE_URL`)
    bool perCaller = false; ///< Type::Boolean: read for each caller, so its rule may be a percentage or a list
    QString fixed = {}; ///< why no revision can set it; empty = a revision can
};

using Catalogue = std::vector<Definition>;

} // namespace signalbox::settings
