#include "ui/client/audit_facet.h"

#include "backend/operator/protocol/stream_event.h"
#include "backend/platform/core/json_parse.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

AuditFacet::AuditFacet(Link &link)
    : m_link(link)
{
    connect(&link, &Link::reset, this, &AuditFacet::outdated);
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic != protocol::kTopicAudit)
            return;
        if (const auto entry = protocol::fromJson<protocol::AuditEntry>(data))
            Q_EMIT happened(*entry);
    });
}

Call AuditFacet::entries(QObject *context, const ListQuery &query,
                         std::function<void(Result<protocol::Page<protocol::AuditEntry>>)> done)
{
    return m_link.get(context, u"audit"_s, query.toQuery(),
                      decoded<protocol::Page<protocol::AuditEntry>>(std::move(done)));
}

Call AuditFacet::hashBefore(QObject *context, const QString &id, std::function<void(Result<QString>)> done)
{
    return entries(context, {.filter = {}, .sort = {}, .limit = 1, .cursor = id},
                   [done = std::move(done)](const Result<protocol::Page<protocol::AuditEntry>> &page) {
                       if (!page)
                           return done(std::unexpected(page.error()));
                       done(page->items.empty() ? QString() : page->items.front().hash);
                   });
}

Call AuditFacet::verify(QObject *context, std::function<void(Result<protocol::AuditVerdict>)> done)
{
    return m_link.fetch(context, u"audit/verify"_s, {},
                        [taken = decoded<protocol::AuditVerdict>(std::move(done))](const Result<QByteArray> &body) {
                            taken(body ? core::parseJsonObject(*body) : std::unexpected(body.error()));
                        });
}

Call AuditFacet::lines(QObject *context, qint64 after, Link::Bytes done)
{
    QUrlQuery query;
    query.addQueryItem(u"after"_s, QString::number(after));
    return m_link.fetch(context, u"audit/export"_s, query, std::move(done));
}

} // namespace signalbox::client
