#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/storage/database.h"

/// The table `signalbox_idempotency`: answers of acts by the actor's Idempotency-Key, kept for 24 hours.
namespace signalbox::server {

inline constexpr std::chrono::hours kAnswersKept {24};
inline constexpr qint64 kMostAnswers = 10'000;

struct KeptAnswer
{
    QByteArray bodyHash; ///< hex
    QByteArray answer; ///< JSON
};

/// The answer that this actor got for the key, unless it is older than 24 hours.
Result<std::optional<KeptAnswer>> findAnswer(storage::Connection &connection, const QString &actor,
                                             const QByteArray &key, core::WallTime now);

/// Keeps an answer; deletes those that are too old or too many.
Result<void> keepAnswer(storage::Connection &connection, const QString &actor, const QByteArray &key,
                        const KeptAnswer &answer, core::WallTime now);

} // namespace signalbox::server
