#include "ui/client/health_facet.h"

#include "backend/operator/protocol/audit.h"
#include "backend/platform/core/ids.h"

#include <QJsonDocument>
#include <QNetworkProxy>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

constexpr std::chrono::milliseconds kOften = 5s;
constexpr std::chrono::milliseconds kSeldom = 30s;
/// Without a byte: gathering comes before the first one.
constexpr std::chrono::milliseconds kBundleSilence = 60s;

Result<Bundle> bundleOf(QNetworkReply *reply)
{
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray body = reply->isOpen() ? reply->readAll() : QByteArray();
    if (reply->error() == QNetworkReply::NoError && status == 200)
        return Bundle {body, QString::fromLatin1(reply->rawHeader("X-Audit-Id"))};
    // A transfer cut short has a status but no whole body.
    const bool whole = reply->error() > QNetworkReply::UnknownNetworkError;
    const Result<QJsonObject> told = outcome(whole ? status : 0, reply->error(), body);
    return told ? fail(ErrorCode::Upstream, PublicText()) : std::unexpected(told.error());
}

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

BundleFacet::BundleFacet(Link &link) : m_link(link)
{
    m_network.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Call BundleFacet::make(QObject *context, const QString &reason, Progress progress, std::function<void(Result<Bundle>)> done)
{
    const LinkTarget &target = m_link.target();
    if (target.readOnly || m_link.state() != LinkState::Linked) {
        const ErrorCode code = target.readOnly ? ErrorCode::Forbidden : ErrorCode::Unavailable;
        QMetaObject::invokeMethod(
            context, [done = std::move(done), code] { done(fail(code, PublicText())); }, Qt::QueuedConnection);
        return {};
    }
    QUrl url = target.base;
    url.setPath(u"/ops/v1/bundle"_s);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + target.token);
    request.setRawHeader("Idempotency-Key", core::uuid4());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(int(kBundleSilence.count()));
    const QByteArray body = QJsonDocument(protocol::toJson(protocol::ReasonRequest {reason})).toJson(QJsonDocument::Compact);
    QNetworkReply *reply = m_network.post(request, body);
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    connect(reply, &QNetworkReply::downloadProgress, context,
            [progress = std::move(progress)](qint64 received, qint64 all) { progress(received, all); });
    connect(reply, &QNetworkReply::finished, context, [reply, done = std::move(done)] { done(bundleOf(reply)); });
    return Call(reply);
}

} // namespace signalbox::client
