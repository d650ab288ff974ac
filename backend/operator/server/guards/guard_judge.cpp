#include "backend/operator/server/guards/guard_judge.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::GuardSpec;
using protocol::GuardState;
using protocol::GuardView;
using protocol::GuardWindow;

namespace {

constexpr qint64 kShortestWatch = 5;
constexpr qint64 kLongestWatch = 3600;
constexpr qint64 kMostSamples = 10'000'000;

bool isRate(const GuardSpec &spec)
{
    return spec.metric == "error_rate"_L1;
}

QString shown(const GuardSpec &spec, const GuardWindow &window)
{
    if (!window.value)
        return u"nothing"_s;
    if (isRate(spec))
        return QString::number(*window.value * 100, 'f', 1) + u" %"_s;
    return QString::number(*window.value, 'f', 1) + (spec.metric == "p95"_L1 ? u" ms"_s : QString());
}

QString ownerOf(const GuardSpec &spec)
{
    return spec.provider.value_or(spec.service.value_or(u"the process"_s));
}

QString comparison(const GuardSpec &spec, const GuardWindow &before, const GuardWindow &after)
{
    return u"%1 of %2: %3 before (%4 samples), %5 after (%6 samples)"_s.arg(spec.metric, ownerOf(spec))
        .arg(shown(spec, before)).arg(before.samples)
        .arg(shown(spec, after)).arg(after.samples);
}

} // namespace

std::optional<BadSpec> badSpec(const GuardSpec &spec)
{
    if (spec.service && spec.provider)
        return BadSpec {u"guard.provider"_s, u"a guard watches a service or a provider, not both"_s};
    const bool needsOwner = isRate(spec) || spec.metric == "p95"_L1;
    if (needsOwner && !spec.service && !spec.provider)
        return BadSpec {u"guard.service"_s, u"%1 needs a service or a provider"_s.arg(spec.metric)};
    const bool isRatio = spec.by == protocol::WorseBy::Ratio;
    if (!std::isfinite(spec.worseBy) || (isRatio ? spec.worseBy < 1 : spec.worseBy < 0))
        return BadSpec{u"guard.worseBy"_s,
                       isRatio ? u"a ratio must be at least 1"_s : u"worseBy must not be negative"_s};
    if (spec.watchSec < kShortestWatch || spec.watchSec > kLongestWatch)
        return BadSpec {u"guard.watchSec"_s, u"watchSec must be %1 to %2"_s.arg(kShortestWatch).arg(kLongestWatch)};
    if (spec.forSec < 0 || spec.forSec > spec.watchSec)
        return BadSpec {u"guard.forSec"_s, u"forSec must be 0 to watchSec"_s};
    if (spec.minSamples < 1 || spec.minSamples > kMostSamples)
        return BadSpec {u"guard.minSamples"_s, u"minSamples must be 1 to %1"_s.arg(kMostSamples)};
    return std::nullopt;
}

bool isWorse(const GuardSpec &spec, const GuardWindow &before, const GuardWindow &after)
{
    if (!before.value || !after.value)
        return false;
    double base = *before.value;
    if (isRate(spec) && spec.by == protocol::WorseBy::Ratio && base <= 0)
        base = 1.0 / double(std::max<qint64>(1, before.samples));
    const bool isRatio = spec.by == protocol::WorseBy::Ratio;
    if (spec.worseWhen == protocol::WorseWhen::Lower)
        return *after.value < (isRatio ? base / spec.worseBy : base - spec.worseBy);
    return *after.value > (isRatio ? base * spec.worseBy : base + spec.worseBy);
}

GuardView judged(GuardView guard, const GuardWindow &after, core::WallTime now)
{
    const GuardSpec &spec = *guard.spec;
    const GuardWindow &before = *guard.before;
    guard.after = after;
    guard.reason = comparison(spec, before, after);
    const bool isEnough = before.samples >= spec.minSamples && after.samples >= spec.minSamples;
    if (!isEnough || !isWorse(spec, before, after))
        guard.worseSince.reset();
    else if (!guard.worseSince || *guard.worseSince > now) // never, or the clock was set back
        guard.worseSince = now;
    const auto end = [&guard, now](GuardState state, const QString &why) {
        guard.state = state;
        guard.endedAt = now;
        guard.reason += why;
        guard.worseSince.reset();
    };
    if (guard.worseSince && now - *guard.worseSince >= std::chrono::seconds(spec.forSec))
        end(GuardState::Broken, u"; worse for %1 s"_s.arg(spec.forSec));
    else if (now < guard.until || guard.worseSince) // what has become worse at the very end is watched for its time
        return guard;
    else if (!isEnough)
        end(GuardState::Inconclusive, u"; at least %1 samples are needed in each"_s.arg(spec.minSamples));
    else
        end(GuardState::Passed, u"; not worse than allowed"_s);
    return guard;
}

} // namespace signalbox::server
