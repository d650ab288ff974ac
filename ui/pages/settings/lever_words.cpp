#include "ui/pages/settings/lever_words.h"

#include "ui/kit/formats.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

QString LeverWords::kind(protocol::RuleKind kind)
{
    switch (kind) {
    case protocol::RuleKind::On:
        return tr("On");
    case protocol::RuleKind::Percent:
        return tr("On for a share of the subjects");
    case protocol::RuleKind::Allow:
        return tr("On for these subjects only");
    case protocol::RuleKind::Schedule:
        return tr("By a timetable");
    case protocol::RuleKind::Off:
        break;
    }
    return tr("Off");
}

QString LeverWords::guardState(protocol::GuardState state)
{
    switch (state) {
    case protocol::GuardState::Watching:
        return tr("watching");
    case protocol::GuardState::Passed:
        return tr("nothing got worse");
    case protocol::GuardState::Broken:
        return tr("got worse, taken back");
    case protocol::GuardState::Inconclusive:
        return tr("inconclusive");
    case protocol::GuardState::Stopped:
        return tr("stopped by a person");
    case protocol::GuardState::Elapsed:
        break;
    }
    return tr("time is up, taken back");
}

kit::Health LeverWords::guardHealth(protocol::GuardState state)
{
    switch (state) {
    case protocol::GuardState::Broken:
        return kit::Health::Down;
    case protocol::GuardState::Inconclusive:
        return kit::Health::Degraded;
    case protocol::GuardState::Stopped:
    case protocol::GuardState::Elapsed:
        return kit::Health::Unknown;
    case protocol::GuardState::Watching:
    case protocol::GuardState::Passed:
        break;
    }
    return kit::Health::Well;
}

QString LeverWords::metric(const QString &metric)
{
    if (metric == "error_rate"_L1)
        return tr("error rate");
    return metric == "p95"_L1 ? tr("p95 latency") : metric;
}

QString LeverWords::window(const protocol::GuardView &guard, const std::optional<protocol::GuardWindow> &window)
{
    if (!window || !guard.spec)
        return {};
    if (!window->value)
        return tr("nothing of %1").arg(kit::formatNumber(double(window->samples)));
    const QString figure = guard.spec->metric == "error_rate"_L1 ? kit::formatPercent(*window->value)
        : guard.spec->metric == "p95"_L1                         ? kit::formatDuration(*window->value)
                                                                  : kit::formatNumber(*window->value, 2);
    return tr("%1 of %2").arg(figure, kit::formatNumber(double(window->samples)));
}

} // namespace signalbox::pages
