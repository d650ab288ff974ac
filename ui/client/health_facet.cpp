#include "ui/client/health_facet.h"

#include "backend/operator/protocol/audit.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

constexpr std::chrono::milliseconds kOften = 5s;
constexpr std::chrono::milliseconds kSeldom = 30s;

} // namespace

HealthFacet::HealthFacet(Link &link) : m_link(link)
{
    connect(&link, &Link::reset, this, [this] {
        readBreakers();
        readChecklist();
    });
    connect(&m_often, &QTimer::timeout, this, &HealthFacet::readBreakers);
    connect(&m_seldom, &QTimer::timeout, this, &HealthFacet::readChecklist);
}

Subscription HealthFacet::follow()
{
    Subscription followed = m_followed.lock();
    if (!followed)
        followed = std::make_shared<int>(0);
    m_followed = followed;
    m_often.start(kOften);
    m_seldom.start(kSeldom);
    readBreakers();
    readChecklist();
    return followed;
}

Call HealthFacet::run(QObject *context, std::function<void(Result<protocol::Checklist>)> done)
{
    // Kept here too, so that every page that shows it shows the same.
    const QPointer<HealthFacet> self(this);
    return m_link.get(context, u"checklist"_s, {},
                      decoded<protocol::Checklist>([self, done = std::move(done)](Result<protocol::Checklist> list) {
                          if (self && list) {
                              self->m_checklist = *list;
                              self->m_problem.reset();
                              Q_EMIT self->changed();
                          }
                          done(std::move(list));
                      }));
}

Call HealthFacet::bundle(QObject *context, const QString &reason, Link::Progress progress, Link::Downloaded done)
{
    return m_link.download(context, u"bundle"_s, protocol::toJson(protocol::ReasonRequest {reason}), std::move(progress),
                           std::move(done));
}

void HealthFacet::readBreakers()
{
    if (m_followed.expired())
        return m_often.stop();
    m_link.get(this, u"breakers"_s, {}, decoded<protocol::Breakers>([this](Result<protocol::Breakers> breakers) {
        if (!breakers)
            return;
        m_breakers = std::move(*breakers);
        Q_EMIT changed();
    }));
}

void HealthFacet::readChecklist()
{
    if (m_followed.expired())
        return m_seldom.stop();
    run(this, [this](const Result<protocol::Checklist> &list) {
        if (list)
            return;
        m_problem = list.error();
        Q_EMIT changed();
    });
}

} // namespace signalbox::client
