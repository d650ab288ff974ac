#include "ui/pages/providers/provider_rows.h"

#include "ui/kit/formats.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr double kAlarmingShare = 0.10;

kit::Cell number(const std::optional<double> &value, QString (*format)(double, const QLocale &))
{
    return kit::Cell::of(value.value_or(qQNaN()), format(value.value_or(qQNaN()), QLocale()));
}

} // namespace

QString shortName(const QString &name)
{
    return name.section(u' ', 0, 0);
}

std::vector<kit::Column> ProviderRows::columns()
{
    const QStringList names = titles();
    return {{"provider", names[0]},
            {"state", names[1], kit::ColumnType::State},
            {"mode", names[2]},
            {"priority", names[3], kit::ColumnType::Number},
            {"share", names[4], kit::ColumnType::Number},
            {"errors", names[5], kit::ColumnType::Number},
            {"p50", names[6], kit::ColumnType::Number},
            {"p95", names[7], kit::ColumnType::Number},
            {"total", names[8], kit::ColumnType::Number},
            {"eta", names[9], kit::ColumnType::Number},
            {"commission", names[10], kit::ColumnType::Number},
            {"breaker", names[11]}};
}

QStringList ProviderRows::titles()
{
    return {tr("Provider"), tr("State"),  tr("Mode"),     tr("Priority"), tr("Chosen"),     tr("Errors"),
            tr("p50 ms"),   tr("p95"),    tr("Mean cart"), tr("ETA"),      tr("Commission"), tr("Breaker")};
}

kit::Cell ProviderRows::stateCell(const protocol::ProviderState &provider)
{
    if (!provider.enabled)
        return kit::Cell::state(kit::Health::Unknown, tr("disabled"));
    if (!provider.healthy)
        return kit::Cell::state(kit::Health::Down, provider.reason);
    if (provider.errorShare.value_or(0) > kAlarmingShare)
        return kit::Cell::state(kit::Health::Degraded);
    return kit::Cell::state(kit::Health::Well);
}

QString ProviderRows::breakerText(const protocol::Breaker &breaker)
{
    QString text = breaker.state == protocol::BreakerState::Closed ? tr("closed")
        : breaker.state == protocol::BreakerState::Open            ? tr("open")
                                                                   : tr("half open");
    if (breaker.opens > 0)
        text += u' ' + tr("(opened %n time(s): %1)", nullptr, int(breaker.opens)).arg(breaker.cause);
    return text;
}

QString ProviderRows::modeText(protocol::ProviderMode mode)
{
    switch (mode) {
    case protocol::ProviderMode::Live:
        return tr("live");
    case protocol::ProviderMode::Estimated:
        return tr("estimated");
    case protocol::ProviderMode::Mock:
        break;
    }
    return tr("mock");
}

kit::Row ProviderRows::row(const protocol::ProviderState &provider)
{
    kit::Cell errors = number(provider.errorShare, kit::formatPercent);
    errors.alarming = provider.errorShare.value_or(0) > kAlarmingShare;
    const double eta = provider.meanEtaMinutes.value_or(qQNaN());
    return {provider.id.toUtf8(),
            {kit::Cell::name(shortName(provider.name)), stateCell(provider), kit::Cell::of(modeText(provider.mode)),
             kit::Cell::of(provider.priority, QString::number(provider.priority)),
             number(provider.selectionShare, kit::formatPercent), errors, number(provider.p50Ms, kit::formatLatency),
             number(provider.p95Ms, kit::formatLatency), number(provider.meanTotalCents, kit::formatCents),
             kit::Cell::of(eta, tr("%1 min").arg(kit::formatNumber(eta))),
             number(provider.meanCommissionCents, kit::formatCents), kit::Cell::of(breakerText(provider.breaker))}};
}

} // namespace signalbox::pages
