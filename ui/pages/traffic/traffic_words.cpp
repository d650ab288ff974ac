#include "ui/pages/traffic/traffic_words.h"

#include "ui/kit/formats.h"

#include <QCoreApplication>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

/// Translations of this file live in this context.
struct TrafficWords
{
    Q_DECLARE_TR_FUNCTIONS(TrafficWords)
};

constexpr double kErrorsBad = 0.05;
constexpr double kErrorsWarn = 0.01;
constexpr double kUpstreamBad = 0.5;
constexpr double kUpstreamWarn = 0.1;
constexpr double kPaymentsBad = 0.8;
constexpr double kPaymentsWarn = 0.95;
constexpr qint64 kFewFailures = 3;
constexpr std::chrono::hours kDay{24};

} // namespace

QString failureText(const QString &type)
{
    static const std::pair<QLatin1StringView, const char *> kWords[]{
        {"timeout"_L1, QT_TRANSLATE_NOOP("TrafficWords", "timeout")},
        {"connect"_L1, QT_TRANSLATE_NOOP("TrafficWords", "no connection")},
        {"dns"_L1, QT_TRANSLATE_NOOP("TrafficWords", "name not found")},
        {"tls"_L1, QT_TRANSLATE_NOOP("TrafficWords", "TLS")},
        {"reset"_L1, QT_TRANSLATE_NOOP("TrafficWords", "connection cut")},
        {"bad_reply"_L1, QT_TRANSLATE_NOOP("TrafficWords", "unreadable answer")},
        {"breaker_open"_L1, QT_TRANSLATE_NOOP("TrafficWords", "breaker open")},
        {"overloaded"_L1, QT_TRANSLATE_NOOP("TrafficWords", "too many calls")},
        {"cancelled"_L1, QT_TRANSLATE_NOOP("TrafficWords", "cancelled")},
        {"other"_L1, QT_TRANSLATE_NOOP("TrafficWords", "other")}};
    for (const auto &[word, text] : kWords) {
        if (word == type)
            return TrafficWords::tr(text);
    }
    return type;
}

QString failuresText(const std::vector<protocol::FailureCount> &types)
{
    QStringList parts;
    for (const protocol::FailureCount &one : types)
        parts += failureText(one.type) + u" ×"_s + kit::formatNumber(double(one.count));
    return parts.join(u", "_s);
}

QString spanText(core::WallTime from, core::WallTime to)
{
    const auto word = to - from > kDay ? &kit::formatMoment : &kit::formatClock;
    return TrafficWords::tr("%1 to %2").arg(word(core::epochMs(from)), word(core::epochMs(to)));
}

QString filterTerm(const QString &name, const QString &value)
{
    return name + u":\""_s + QString(value).remove(u'"') + u'"';
}

kit::Health errorHealth(std::optional<double> share5xx)
{
    if (!share5xx)
        return kit::Health::Unknown;
    return *share5xx >= kErrorsBad ? kit::Health::Down
        : *share5xx >= kErrorsWarn ? kit::Health::Degraded
                                   : kit::Health::Well;
}

kit::Health upstreamHealth(const protocol::UpstreamTraffic &upstream)
{
    const double share = double(upstream.failures) / double(std::max<qint64>(upstream.calls, 1));
    if (upstream.failures < kFewFailures || share < kUpstreamWarn)
        return kit::Health::Well;
    return share >= kUpstreamBad ? kit::Health::Down : kit::Health::Degraded;
}

kit::Health paymentHealth(qint64 succeeded, qint64 all)
{
    if (all == 0)
        return kit::Health::Unknown;
    const double share = double(succeeded) / double(all);
    if (all - succeeded < kFewFailures || share >= kPaymentsWarn)
        return kit::Health::Well;
    return share < kPaymentsBad ? kit::Health::Down : kit::Health::Degraded;
}

} // namespace signalbox::pages
