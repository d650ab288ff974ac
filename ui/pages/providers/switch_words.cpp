#include "ui/pages/providers/switch_words.h"

#include "ui/client/act_words.h"
#include "ui/kit/formats.h"
#include "ui/pages/providers/provider_words.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::BreakerForce;

QString SwitchWords::facts(const protocol::ProviderState &state)
{
    if (state.quotes == 0)
        return tr("No quotes in the last 15 min.");
    QStringList facts {tr("Last 15 min: chosen for %1 of the orders").arg(kit::formatPercent(state.selectionShare.value_or(0)))};
    if (state.errorShare)
        facts += *state.errorShare > 0 ? tr("%1 of its quotes failed").arg(kit::formatPercent(*state.errorShare)) : tr("no quote failed");
    if (state.p95Ms)
        facts += tr("p95 %1").arg(kit::formatDuration(*state.p95Ms));
    return facts.join(u", "_s) + u'.';
}

QString SwitchWords::setting(const std::optional<protocol::SettingView> &setting, const QString &on, const QString &off)
{
    if (!setting)
        return {};
    const std::optional<bool> isOn = client::switchedOn(setting->value);
    QString text = !isOn ? client::SettingWords::value(setting->value) : *isOn ? on : off;
    if (setting->changedBy && setting->changedAt)
        text += u' ' + tr("(%1, %2)").arg(*setting->changedBy, kit::formatMoment(core::epochMs(*setting->changedAt)));
    return text;
}

QString SwitchWords::breaker(const std::optional<protocol::UpstreamBreaker> &breaker)
{
    if (!breaker)
        return tr("unknown");
    QString text;
    if (breaker->force == BreakerForce::Open)
        text = tr("held open: no call goes out");
    else if (breaker->force == BreakerForce::Closed)
        text = tr("held closed: every call goes out");
    else if (breaker->state == protocol::BreakerState::Open)
        text = tr("open by the counts");
    else if (breaker->state == protocol::BreakerState::HalfOpen)
        text = tr("half open, trying single calls");
    else
        text = tr("closed by the counts");
    text += u' ' + tr("since %1").arg(kit::formatMoment(core::epochMs(breaker->since)));
    if (breaker->opens > 0)
        text += u". "_s + tr("Opened %n time(s) since the start, last by %1.", nullptr, int(breaker->opens)).arg(breakerCauseText(breaker->cause));
    return text;
}

QString SwitchWords::probe(const protocol::ProviderProbe &probe)
{
    const QString at = kit::formatClock(core::epochMs(probe.at));
    if (probe.healthy)
        return tr("%1: answered in %2").arg(at, kit::formatDuration(double(probe.ms)));
    if (probe.ms == 0)
        return tr("%1: %2").arg(at, quoteFailureText(probe.reason));
    return tr("%1: %2 after %3").arg(at, quoteFailureText(probe.reason), kit::formatDuration(double(probe.ms)));
}

QString SwitchWords::plan(const protocol::ProviderState &state, bool mock, bool on)
{
    const QString name = shortName(state.name);
    const QString share = kit::formatPercent(state.selectionShare.value_or(0));
    if (mock)
        return on ? tr("%1 is not called any more from the next request on: customers see made-up prices for it. It had %2 of the orders.").arg(name, share)
                  : tr("%1 is really called again from the next request on.").arg(name);
    return on ? tr("%1 is asked for quotes again from the next request on.").arg(name)
              : tr("%1 is not asked any more from the next request on. Its %2 of the orders go to the others.").arg(name, share);
}

QString SwitchWords::act(const QString &name, bool mock, bool on)
{
    if (mock)
        return on ? tr("Switch %1 to mock quotes").arg(name) : tr("Switch %1 to real quotes").arg(name);
    return on ? tr("Put %1 back").arg(name) : tr("Take %1 out").arg(name);
}

QString SwitchWords::done(const QString &name, bool mock, bool on)
{
    if (mock)
        return on ? tr("%1 answers with mock quotes.").arg(name) : tr("%1 answers with real quotes.").arg(name);
    return on ? tr("%1 is asked for quotes again.").arg(name) : tr("%1 is taken out.").arg(name);
}

QString SwitchWords::forced(const QString &name, BreakerForce force)
{
    if (force == BreakerForce::Open)
        return tr("%1's breaker is held open.").arg(name);
    return force == BreakerForce::Closed ? tr("%1's breaker is held closed.").arg(name) : tr("%1's breaker is left to the counts.").arg(name);
}

} // namespace signalbox::pages
