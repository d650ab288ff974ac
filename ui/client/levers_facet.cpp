#include "ui/client/levers_facet.h"

#include "backend/operator/protocol/stream_event.h"
#include "backend/platform/core/json_parse.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

protocol::ErrorDetail refusalOf(const Error &error)
{
    const Result<QJsonObject> told = core::parseJsonObject(error.detail.text().toUtf8());
    return told ? protocol::fromJson<protocol::ErrorDetail>(*told).value_or(protocol::ErrorDetail()) : protocol::ErrorDetail();
}

LeversFacet::LeversFacet(Link &link) : m_link(link)
{
    connect(&link, &Link::reset, this, [this] {
        if (!m_followed.expired())
            read();
    });
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic != protocol::kTopicRevisions)
            return;
        if (const auto event = protocol::fromJson<protocol::RevisionEvent>(data))
            take(*event);
    });
}

Subscription LeversFacet::follow()
{
    read();
    Subscription topic = m_followed.lock();
    if (!topic)
        topic = m_link.subscribe(protocol::kTopicRevisions);
    m_followed = topic;
    return topic;
}

void LeversFacet::read()
{
    revisions(this, {.filter = {}, .sort = {}, .limit = 1, .cursor = {}},
              [this](const Result<protocol::Page<protocol::Revision>> &page) {
                  if (page)
                      m_head = page->items.empty() ? 0 : page->items.front().number;
                  Q_EMIT outdated();
              });
}

void LeversFacet::take(const protocol::RevisionEvent &event)
{
    if (event.revision)
        m_head = std::max(m_head, event.revision->number);
    Q_EMIT happened(event);
}

Call LeversFacet::revisions(QObject *context, const ListQuery &query, Done<protocol::Page<protocol::Revision>> done)
{
    return m_link.get(context, u"revisions"_s, query.toQuery(), decoded<protocol::Page<protocol::Revision>>(std::move(done)));
}

Call LeversFacet::revision(QObject *context, qint64 number, Done<protocol::Revision> done)
{
    return m_link.get(context, u"revisions/%1"_s.arg(number), {}, decoded<protocol::Revision>(std::move(done)));
}

Call LeversFacet::diff(QObject *context, qint64 number, qint64 against, Done<protocol::RevisionDiff> done)
{
    QUrlQuery query;
    query.addQueryItem(u"against"_s, QString::number(against));
    return m_link.get(context, u"revisions/%1/diff"_s.arg(number), query, decoded<protocol::RevisionDiff>(std::move(done)));
}

Call LeversFacet::apply(QObject *context, const protocol::RevisionRequest &request, Done<protocol::RevisionAnswer> done)
{
    return m_link.act(context, u"revisions"_s, protocol::toJson(request), decoded<protocol::RevisionAnswer>(std::move(done)));
}

Call LeversFacet::preview(QObject *context, qint64 rollbackTo, Done<protocol::RevisionDiff> done)
{
    const protocol::RollbackRequest request {.to = rollbackTo, .preview = true};
    return m_link.compute(context, u"revisions/rollback"_s, protocol::toJson(request), decoded<protocol::RevisionDiff>(std::move(done)));
}

Call LeversFacet::rollBack(QObject *context, const protocol::RollbackRequest &request, Done<protocol::RevisionAnswer> done)
{
    return m_link.act(context, u"revisions/rollback"_s, protocol::toJson(request), decoded<protocol::RevisionAnswer>(std::move(done)));
}

Call LeversFacet::guards(QObject *context, Done<protocol::Guards> done)
{
    return m_link.get(context, u"guards"_s, {}, decoded<protocol::Guards>(std::move(done)));
}

Call LeversFacet::stop(QObject *context, const QString &guard, const QString &reason, Done<protocol::ActDone> done)
{
    return m_link.act(context, u"guards/%1/stop"_s.arg(guard), protocol::toJson(protocol::StopRequest {reason}),
                      decoded<protocol::ActDone>(std::move(done)));
}

Call RecipesFacet::recipes(QObject *context, Done<protocol::Recipes> done)
{
    return m_link.get(context, u"recipes"_s, {}, decoded<protocol::Recipes>(std::move(done)));
}

Call RecipesFacet::preview(QObject *context, const QString &id, const protocol::RecipeRequest &request, Done<protocol::RecipePreview> done)
{
    return m_link.compute(context, u"recipes/%1/preview"_s.arg(id), protocol::toJson(request),
                          decoded<protocol::RecipePreview>(std::move(done)));
}

Call RecipesFacet::apply(QObject *context, const QString &id, const protocol::RecipeRequest &request, Done<protocol::RevisionAnswer> done)
{
    return m_link.act(context, u"recipes/%1/apply"_s.arg(id), protocol::toJson(request),
                      decoded<protocol::RevisionAnswer>(std::move(done)));
}

} // namespace signalbox::client
