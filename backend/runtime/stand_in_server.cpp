#include "backend/runtime/stand_in_server.h"

#include "backend/platform/http/stages.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

StandInServer::StandInServer(metrics::Registry &metrics, settings::SnapshotPtr settings)
    : m_server(http::ServerOptions(), std::make_shared<http::SharedLimits>(), metrics)
{
    m_server.setSettings(std::move(settings));
}

Result<QUrl> StandInServer::listen(const core::IpAddress &address, quint16 port, http::Routes routes)
{
    auto claim = http::AddressClaim::take(address, port);
    if (!claim)
        return std::unexpected(claim.error());
    auto router = http::Router::build(std::move(routes), {}, m_owner);
    if (!router)
        return std::unexpected(router.error());
    m_claim.emplace(std::move(*claim));
    namespace stages = http::stages;
    http::Site site {std::make_shared<http::Router>(std::move(*router)),
                     http::Pipeline({stages::requestId(), stages::routing(), stages::bodyLimit(),
                                     stages::inFlightLimit(), stages::decorate()})};
    if (auto opened = m_server.listen(*m_claim, std::move(site)); !opened)
        return std::unexpected(opened.error());
    return QUrl(u"http://"_s + QString::fromLatin1(m_claim->text()));
}

} // namespace signalbox::runtime
