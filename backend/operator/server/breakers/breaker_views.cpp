#include "backend/operator/server/breakers/breaker_views.h"

#include <QHash>

#include <algorithm>

namespace signalbox::server {

using namespace Qt::StringLiterals;

protocol::UpstreamBreaker viewOf(const upstream::BreakerView &view)
{
    static const QHash<upstream::TryOutcome, QString> causes {
        {upstream::TryOutcome::ConnectFailure, u"connection failures"_s},
        {upstream::TryOutcome::Timeout, u"time-outs"_s},
        {upstream::TryOutcome::ServerError, u"server errors"_s}};
    static const QHash<upstream::BreakerState, protocol::BreakerState> states {
        {upstream::BreakerState::Closed, protocol::BreakerState::Closed},
        {upstream::BreakerState::HalfOpen, protocol::BreakerState::HalfOpen},
        {upstream::BreakerState::Open, protocol::BreakerState::Open}};
    static const QHash<upstream::BreakerForce, protocol::BreakerForce> forces {
        {upstream::BreakerForce::Auto, protocol::BreakerForce::Auto},
        {upstream::BreakerForce::Closed, protocol::BreakerForce::Closed},
        {upstream::BreakerForce::Open, protocol::BreakerForce::Open}};
    return {.upstream = QString::fromLatin1(view.upstream),
            .state = states.value(view.state),
            .force = forces.value(view.force),
            .opens = qint64(view.opens),
            .cause = causes.value(view.lastCause),
            .since = view.since};
}

protocol::Breakers breakersOf(const upstream::BreakerBoard *board, core::WallTime at)
{
    protocol::Breakers all {.items = {}, .at = at};
    if (!board)
        return all;
    for (const upstream::BreakerView &view : board->list())
        all.items.push_back(viewOf(view));
    std::ranges::sort(all.items, {}, &protocol::UpstreamBreaker::upstream);
    return all;
}

QString breakerWords(const protocol::UpstreamBreaker &breaker)
{
    const QString state = breaker.state == protocol::BreakerState::HalfOpen ? u"half open"_s
                                                                              : protocol::wordOf(breaker.state);
    return breaker.force == protocol::BreakerForce::Auto ? state + u" by the counts"_s : u"forced "_s + state;
}

} // namespace signalbox::server
