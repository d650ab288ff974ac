#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

enum class WorseBy { Ratio, Absolute };

template <>
struct EnumWords<WorseBy>
{
    static constexpr std::array kWords {"ratio", "absolute"};
};

enum class WorseWhen { Higher, Lower };

template <>
struct EnumWords<WorseWhen>
{
    static constexpr std::array kWords {"higher", "lower"};
};

/// What a flip is watched on (contract operator-console 2.5). With `ratio` it breaks at more than before × worseBy
/// (2 = twice as bad; with `lower`: less than before / worseBy), with `absolute` at more than before + worseBy, in the
/// metric's unit (error_rate: a share, so 0.05 is five points; p95: ms).
struct GuardSpec
{
    QString metric = QStringLiteral("error_rate"); ///< `error_rate`, `p95`, or a figure of the stream's metrics
    std::optional<QString> service = {}; ///< whose; with neither: the process (named figures only)
    std::optional<QString> provider = {}; ///< `KROGER`, …
    double worseBy = 2;
    WorseBy by = WorseBy::Ratio;
    WorseWhen worseWhen = WorseWhen::Higher;
    qint64 forSec = 10; ///< how long it must stay worse, 0 to watchSec
    qint64 watchSec = 300; ///< 5 to 3,600; the window before the flip is as long
    qint64 minSamples = 20; ///< of each window; below it nothing is judged

    static constexpr const char *kName = "GuardSpec";
    static constexpr auto members()
    {
        return std::tuple(Member("metric", &GuardSpec::metric), Member("service", &GuardSpec::service),
                          Member("provider", &GuardSpec::provider), Member("worseBy", &GuardSpec::worseBy),
                          Member("by", &GuardSpec::by), Member("worseWhen", &GuardSpec::worseWhen),
                          Member("forSec", &GuardSpec::forSec), Member("watchSec", &GuardSpec::watchSec),
                          Member("minSamples", &GuardSpec::minSamples));
    }
    bool operator==(const GuardSpec &) const = default;
};

/// One of the two windows that a guard compares.
struct GuardWindow
{
    core::WallTime from = {};
    core::WallTime to = {};
    qint64 samples = 0; ///< requests or quotes; of a named figure: seconds that had a value
    std::optional<double> value = {}; ///< absent: nothing happened in it

    static constexpr const char *kName = "GuardWindow";
    static constexpr auto members()
    {
        return std::tuple(Member("from", &GuardWindow::from), Member("to", &GuardWindow::to),
                          Member("samples", &GuardWindow::samples), Member("value", &GuardWindow::value));
    }
    bool operator==(const GuardWindow &) const = default;
};

enum class GuardKind {
    Guard, ///< takes the flip back when its metric gets worse
    Timer, ///< takes the flip back when its time is up
};

template <>
struct EnumWords<GuardKind>
{
    static constexpr std::array kWords {"guard", "timer"};
};

enum class GuardState {
    Watching,
    Passed, ///< the time is up and nothing got worse
    Broken, ///< it got worse and the flip was taken back
    Inconclusive, ///< fewer than minSamples in one of the windows
    Stopped, ///< by a person
    Elapsed, ///< a timer that took its flip back
};

template <>
struct EnumWords<GuardState>
{
    static constexpr std::array kWords {"watching", "passed", "broken", "inconclusive", "stopped", "elapsed"};
};

/// A running or finished guard or timer. `GET /ops/v1/guards`, newest first; the stream's topic `revisions`.
struct GuardView
{
    QString id = {}; ///< `g12`, `t12`: of revision 12
    GuardKind kind = GuardKind::Guard;
    qint64 revision = 0; ///< that it watches
    std::vector<QString> keys = {}; ///< that the revision changed
    QString actor = {}; ///< who asked for it
    std::optional<GuardSpec> spec = {}; ///< of a guard
    GuardState state = GuardState::Watching;
    core::WallTime startedAt = {};
    core::WallTime until = {};
    std::optional<core::WallTime> endedAt = {};
    std::optional<GuardWindow> before = {}; ///< of a guard
    std::optional<GuardWindow> after = {}; ///< of a guard, as of now or of its end
    std::optional<core::WallTime> worseSince = {}; ///< while it is worse but not yet for `forSec`
    std::optional<qint64> tookBack = {}; ///< number of the revision that took the flip back
    QString reason = {}; ///< why it is in its state, with both numbers
    QString instance = {}; ///< the gateway that watches

    static constexpr const char *kName = "Guard";
    static constexpr auto members()
    {
        return std::tuple(Member("id", &GuardView::id), Member("kind", &GuardView::kind),
                          Member("revision", &GuardView::revision), Member("keys", &GuardView::keys),
                          Member("actor", &GuardView::actor), Member("spec", &GuardView::spec),
                          Member("state", &GuardView::state), Member("startedAt", &GuardView::startedAt),
                          Member("until", &GuardView::until), Member("endedAt", &GuardView::endedAt),
                          Member("before", &GuardView::before), Member("after", &GuardView::after),
                          Member("worseSince", &GuardView::worseSince), Member("tookBack", &GuardView::tookBack),
                          Member("reason", &GuardView::reason), Member("instance", &GuardView::instance));
    }
    bool operator==(const GuardView &) const = default;
};

/// `GET /ops/v1/guards`.
struct Guards
{
    std::vector<GuardView> items = {}; ///< newest first, at most 200
    core::WallTime at = {};

    static constexpr const char *kName = "Guards";
    static constexpr auto members() { return std::tuple(Member("items", &Guards::items), Member("at", &Guards::at)); }
    bool operator==(const Guards &) const = default;
};

/// `POST /ops/v1/guards/{id}/stop`: the flip stays, nobody watches it any more.
struct StopRequest
{
    QString reason = {};

    static constexpr const char *kName = "StopRequest";
    static constexpr auto members() { return std::tuple(Member("reason", &StopRequest::reason)); }
    bool operator==(const StopRequest &) const = default;
};

} // namespace signalbox::protocol
