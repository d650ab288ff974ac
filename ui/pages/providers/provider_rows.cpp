#include "ui/pages/providers/provider_rows.h"

#include "ui/kit/formats.h"
#include "ui/pages/providers/provider_words.h"

#include <QDateTime>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr double kAlarmingShare = 0.10;
/// The alerts of the commerce router begin this long before the credentials expire.
constexpr std::chrono::days kExpirySoon {14};

kit::Cell number(const std::optional<double> &value, QString (*format)(double, const QLocale &))
{
    return kit::Cell::of(value.value_or(qQNaN()), format(value.value_or(qQNaN()), QLocale()));
}

kit::Cell withTip(kit::Cell cell, const QString &tip)
{
    cell.tip = tip;
    return cell;
}

} // namespace

std::vector<kit::Column> ProviderRows::columns()
{
    const QStringList names = titles();
    using enum kit::ColumnType;
    // What the charts above do not show comes first: a narrow window shows the rest after scrolling.
    return {{"provider", names[0]},           {"state", names[1], State},     {"breaker", names[2], State},
            {"credentials", names[3], State}, {"requests", names[4], Number}, {"share", names[5], Number},
            {"total", names[6], Number},      {"eta", names[7], Number},      {"commission", names[8], Number},
            {"errors", names[9], Number},     {"p50", names[10], Number},     {"p95", names[11], Number},
            {"priority", names[12], Number, false}, {"mode", names[13]}};
}

QStringList ProviderRows::titles()
{
    return {tr("Provider"), tr("State"), tr("Breaker"),    tr("Credentials"), tr("Requests/h"), tr("Chosen"),   tr("Mean cart"),
            tr("Mean ETA"), tr("Mean commission"), tr("Errors"), tr("p50 ms"),  tr("p95 ms"),     tr("Priority"), tr("Mode")};
}

kit::Cell ProviderRows::stateCell(const protocol::ProviderState &provider)
{
    if (!provider.enabled)
        return kit::Cell::state(kit::Health::Unknown, tr("disabled"));
    if (!provider.healthy)
        return kit::Cell::state(kit::Health::Down, quoteFailureText(provider.reason));
    if (provider.errorShare.value_or(0) > kAlarmingShare)
        return kit::Cell::state(kit::Health::Degraded);
    return kit::Cell::state(kit::Health::Well);
}

kit::Cell ProviderRows::breakerCell(const protocol::Breaker &breaker)
{
    using protocol::BreakerState;
    kit::Cell cell = breaker.state == BreakerState::Closed ? kit::Cell::state(kit::Health::Well, tr("closed"))
        : breaker.state == BreakerState::Open              ? kit::Cell::state(kit::Health::Down, tr("open"))
                                                           : kit::Cell::state(kit::Health::Degraded, tr("half open"));
    if (breaker.opens > 0)
        cell.tip = tr("Opened %n time(s) since the start, last by %1.", nullptr, int(breaker.opens)).arg(breakerCauseText(breaker.cause));
    if (breaker.since)
        cell.tip += (cell.tip.isEmpty() ? QString() : u" "_s) + tr("In this state since %1.").arg(kit::formatMoment(core::epochMs(*breaker.since)));
    return cell;
}

kit::Cell ProviderRows::credentialsCell(const protocol::ProviderState &provider)
{
    using kit::Health;
    if (provider.reason == "MISSING_CREDENTIALS"_L1)
        return kit::Cell::state(Health::Down, tr("missing"));
    if (provider.reason == "AUTH_FAILED"_L1 || provider.reason == "HTTP_401"_L1)
        return kit::Cell::state(Health::Down, tr("refused"));
    if (provider.mode == protocol::ProviderMode::Mock)
        return withTip(kit::Cell::state(Health::Unknown, tr("not used")), tr("Mock quotes need no credentials."));
    if (!provider.credentialsExpireAt)
        return withTip(kit::Cell::state(Health::Well, tr("present")), tr("No end date is configured."));
    const auto left = *provider.credentialsExpireAt - provider.at;
    const QString date = QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(core::epochMs(*provider.credentialsExpireAt)).date(), QLocale::ShortFormat);
    if (left <= left.zero())
        return kit::Cell::state(Health::Down, tr("expired %1").arg(date));
    const auto days = std::chrono::duration_cast<std::chrono::days>(left);
    if (days < kExpirySoon)
        return withTip(kit::Cell::state(Health::Degraded, tr("%n day(s) left", nullptr, int(days.count()))), tr("Until %1.").arg(date));
    return kit::Cell::state(Health::Well, tr("until %1").arg(date));
}

kit::Cell ProviderRows::errorsCell(const protocol::ProviderState &provider)
{
    kit::Cell errors = number(provider.errorShare, kit::formatPercent);
    errors.alarming = provider.errorShare.value_or(0) > kAlarmingShare;
    return errors;
}

kit::Row ProviderRows::row(const protocol::ProviderState &provider, double requests)
{
    const double eta = provider.meanEtaMinutes.value_or(qQNaN());
    const QString minutes = provider.meanEtaMinutes ? tr("%1 min").arg(kit::formatNumber(eta)) : kit::formatNumber(eta);
    return {provider.id.toUtf8(),
            {withTip(kit::Cell::name(shortName(provider.name)), provider.name),
             stateCell(provider),
             breakerCell(provider.breaker),
             credentialsCell(provider),
             kit::Cell::of(requests, kit::formatNumber(requests)),
             withTip(number(provider.selectionShare, kit::formatPercent),
                     tr("Chosen %1 of %n time(s) that it quoted.", nullptr, int(provider.quotes)).arg(kit::formatNumber(double(provider.selections)))),
             number(provider.meanTotalCents, kit::formatCents),
             kit::Cell::of(eta, minutes),
             number(provider.meanCommissionCents, kit::formatCents),
             errorsCell(provider),
             number(provider.p50Ms, kit::formatLatency),
             number(provider.p95Ms, kit::formatLatency),
             kit::Cell::of(provider.priority, QString::number(provider.priority)),
             kit::Cell::of(modeText(provider.mode))}};
}

} // namespace signalbox::pages
