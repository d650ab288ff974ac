#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/result.h"

#include <QString>
#include <QVariant>

#include <optional>

/// Values on their way into and out of the tables.
namespace signalbox::approvals {

/// Empty text is NULL.
inline QVariant textOrNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

inline QVariant timeValue(core::WallTime time)
{
    return QVariant::fromValue(core::epochMs(time));
}

inline QVariant timeOrNull(const std::optional<core::WallTime> &time)
{
    return time ? timeValue(*time) : QVariant();
}

inline std::optional<core::WallTime> optionalTime(const QVariant &value)
{
    return value.isValid() ? std::optional(core::wallTime(value.toLongLong())) : std::nullopt;
}

/// The outcome of a statement of which only success counts.
inline Result<void> only(const Result<qint64> &changed)
{
    if (!changed)
        return std::unexpected(changed.error());
    return {};
}

/// Whether a statement changed a row.
inline Result<bool> anyChanged(const Result<qint64> &changed)
{
    if (!changed)
        return std::unexpected(changed.error());
    return *changed > 0;
}

/// `?, ?, ?` for `count` values.
inline QString marks(qsizetype count)
{
    QString text;
    for (qsizetype i = 0; i < count; ++i)
        text += i == 0 ? QStringLiteral("?") : QStringLiteral(", ?");
    return text;
}

} // namespace signalbox::approvals
