#include "ui/shell/approval_call.h"

#include <QDateTime>
#include <QLocale>

namespace signalbox::shell {

using namespace Qt::StringLiterals;

namespace {
constexpr std::size_t kMostWaiting = 200;
}

void ApprovalCall::add(const std::vector<protocol::ApprovalRow> &fresh)
{
    for (const protocol::ApprovalRow &row : fresh) {
        if (m_waiting.size() < kMostWaiting)
            m_waiting.push_back({row.brand, row.deadlineAt});
    }
}

std::optional<std::chrono::milliseconds> ApprovalCall::wait(core::SteadyTime now) const
{
    if (m_waiting.empty())
        return std::nullopt;
    const core::SteadyTime due = m_toldAt ? *m_toldAt + kQuiet : now;
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(due - now), std::chrono::milliseconds(0));
}

std::optional<QString> ApprovalCall::next(core::SteadyTime now)
{
    if (const auto left = wait(now); !left || left->count() > 0)
        return std::nullopt;
    m_toldAt = now;
    const Waiting first = *std::ranges::min_element(m_waiting, {}, &Waiting::deadline);
    const int more = int(m_waiting.size()) - 1;
    m_waiting.clear();
    const QDateTime due = QDateTime::fromMSecsSinceEpoch(core::epochMs(first.deadline));
    const bool today = due.date() == QDate::currentDate();
    const QString when = today ? due.toString(u"HH:mm:ss"_s) : QLocale().toString(due, QLocale::ShortFormat);
    const QString text = tr("%1: decide by %2.", "brand, time").arg(first.brand, when);
    return more > 0 ? QString(text + u' ' + tr("%n more wait(s).", nullptr, more)) : text;
}

} // namespace signalbox::shell
