#include "ui/pages/approvals/countdown.h"

#include "ui/pages/approvals/approval_words.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::ApprovalState;

bool Countdown::isOpen(const protocol::ApprovalRow &row)
{
    return row.state == ApprovalState::New || row.state == ApprovalState::Prompted;
}

QString Countdown::clock(std::chrono::milliseconds left)
{
    const auto whole = std::chrono::ceil<std::chrono::seconds>(left);
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(whole);
    const auto days = std::chrono::duration_cast<std::chrono::days>(whole);
    const int minute = int(std::chrono::duration_cast<std::chrono::minutes>(whole - hours).count());
    const int second = int((whole - hours - std::chrono::minutes(minute)).count());
    if (days.count() > 0)
        return tr("%1 d %2 h").arg(days.count()).arg((hours - days).count());
    if (hours.count() > 0)
        return u"%1:%2:%3"_s.arg(hours.count()).arg(minute, 2, 10, QChar(u'0')).arg(second, 2, 10, QChar(u'0'));
    return u"%1:%2"_s.arg(minute).arg(second, 2, 10, QChar(u'0'));
}

Countdown::Standing Countdown::of(const protocol::ApprovalRow &row, core::WallTime now)
{
    if (!isOpen(row)) {
        const bool well = row.state == ApprovalState::Approved || row.state == ApprovalState::Edited;
        return {well                                     ? kit::Health::Well
                    : row.state == ApprovalState::Expired ? kit::Health::Down
                                                          : kit::Health::Unknown,
                ApprovalWords::state(row.state)};
    }
    const auto left = row.deadlineAt - now;
    if (left <= std::chrono::milliseconds(0))
        return {kit::Health::Down, tr("overdue %1").arg(clock(now - row.deadlineAt))};
    if (left < kUrgent)
        return {kit::Health::Degraded, tr("urgent %1").arg(clock(left))};
    return {kit::Health::Unknown, tr("%1 left").arg(clock(left))};
}

} // namespace signalbox::pages
