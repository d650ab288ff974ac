#include "ui/pages/outbox/outbox_words.h"

#include <map>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::OutboxItemState;

QString OutboxWords::state(OutboxItemState state)
{
    switch (state) {
    case OutboxItemState::Pending:
        return tr("pending");
    case OutboxItemState::Retrying:
        return tr("retrying");
    case OutboxItemState::Held:
        return tr("held");
    case OutboxItemState::Dead:
        return tr("given up");
    case OutboxItemState::Delivered:
        break;
    }
    return tr("delivered");
}

kit::Health OutboxWords::health(OutboxItemState state)
{
    switch (state) {
    case OutboxItemState::Retrying:
        return kit::Health::Degraded;
    case OutboxItemState::Dead:
        return kit::Health::Down;
    case OutboxItemState::Delivered:
        return kit::Health::Well;
    case OutboxItemState::Pending:
    case OutboxItemState::Held:
        break;
    }
    return kit::Health::Unknown;
}

QString OutboxWords::target(const QString &target)
{
    return target == "core_webhook"_L1 ? tr("core service") : target;
}

QString OutboxWords::nextAttempt(const protocol::OutboxItem &item, core::WallTime now)
{
    if (!item.nextAttemptAt)
        return {};
    const auto left = std::chrono::ceil<std::chrono::seconds>(*item.nextAttemptAt - now);
    if (left <= 0s)
        return tr("now");
    const auto two = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); };
    const qint64 seconds = left.count() % 60;
    const qint64 minutes = left / 1min % 60;
    if (left < 1h)
        return tr("in %1").arg(u"%1:%2"_s.arg(minutes).arg(two(seconds)));
    return tr("in %1").arg(u"%1:%2:%3"_s.arg(left / 1h).arg(two(minutes), two(seconds)));
}

QString OutboxWords::lastAnswer(const protocol::OutboxItem &item)
{
    // What stands there of an answer is its status once more.
    if (item.lastStatus > 0)
        return item.state == OutboxItemState::Delivered ? QString::number(item.lastStatus)
                                                        : tr("status %1").arg(item.lastStatus);
    if (item.lastError.isEmpty())
        return {};
    return tr("no answer: %1").arg(item.lastError);
}

QString OutboxWords::perTarget(const std::vector<protocol::OutboxItem> &items)
{
    std::map<QString, int> counts;
    for (const protocol::OutboxItem &item : items)
        ++counts[target(item.target)];
    QStringList parts;
    for (const auto &[name, count] : counts)
        parts += tr("%1 to %2").arg(count).arg(name);
    return parts.join(u", "_s);
}

QString OutboxWords::breaker(const QString &word)
{
    if (word == "closed"_L1)
        return tr("closed: messages go through");
    if (word == "open"_L1)
        return tr("open: nothing is sent until it closes");
    if (word == "halfOpen"_L1)
        return tr("half open: one message tries the way");
    return word.isEmpty() ? tr("none") : word;
}

} // namespace signalbox::pages
