#include "ui/client/breakers_facet.h"

#include "backend/operator/protocol/audit.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

QString actOf(protocol::BreakerForce force)
{
    switch (force) {
    case protocol::BreakerForce::Open:
        return u"open"_s;
    case protocol::BreakerForce::Closed:
        return u"close"_s;
    case protocol::BreakerForce::Auto:
        break;
    }
    return u"auto"_s;
}

} // namespace

Call BreakersFacet::breakers(QObject *context, std::function<void(Result<protocol::Breakers>)> done)
{
    return m_link.get(context, u"breakers"_s, {}, decoded<protocol::Breakers>(std::move(done)));
}

Call BreakersFacet::force(QObject *context, const QString &upstream, protocol::BreakerForce force, const QString &reason,
                          std::function<void(Result<protocol::BreakerAnswer>)> done)
{
    return m_link.act(context, u"breakers/%1/%2"_s.arg(upstream, actOf(force)), protocol::toJson(protocol::ReasonRequest {reason}),
                      decoded<protocol::BreakerAnswer>(std::move(done)));
}

} // namespace signalbox::client
