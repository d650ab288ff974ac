#pragma once

#include "backend/operator/protocol/approvals.h"
#include "ui/kit/state_badge.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// How long there is until a deadline, by word and shape. Pure.
class Countdown
{
    Q_DECLARE_TR_FUNCTIONS(Countdown)

public:
    /// From here on it is urgent.
    static constexpr std::chrono::minutes kUrgent {2};

    struct Standing
    {
        kit::Health health = kit::Health::Unknown;
        QString word;
        bool operator==(const Standing &) const = default;
    };
    /// Of an open one the time that is left, "overdue" when none is; of a decided one its state. `now` by the gateway's
    /// clock.
    static Standing of(const protocol::ApprovalRow &row, core::WallTime now);
    static bool isOpen(const protocol::ApprovalRow &row);
    /// `4:07`, `1:02:33`, `2 d 3 h`.
    static QString clock(std::chrono::milliseconds left);
};

} // namespace signalbox::pages
