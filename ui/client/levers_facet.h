#pragma once

#include "backend/operator/protocol/audit.h"
#include "backend/operator/protocol/recipes.h"
#include "ui/client/decoded.h"

namespace signalbox::client {

template <class T>
using Done = std::function<void(Result<T>)>;

/// What the gateway told about a refused call beside its sentence: code, the field that is wrong, details. Empty when
/// it told nothing.
protocol::ErrorDetail refusalOf(const Error &error);

/// Everything that changes settings: revisions, rollback, guards (contract operator-console 2). Previews change nothing
/// and work read-only.
class LeversFacet : public QObject
{
    Q_OBJECT

public:
    explicit LeversFacet(Link &link);

    /// happened() and outdated() arrive while the subscription lives; outdated() once after the newest number is known.
    Subscription follow();
    /// The newest revision's number that this console knows of; what acts are made on.
    qint64 head() const { return m_head; }

    /// Newest first; fields: protocol::revisionFields().
    Call revisions(QObject *context, const ListQuery &query, Done<protocol::Page<protocol::Revision>> done);
    Call revision(QObject *context, qint64 number, Done<protocol::Revision> done);
    /// From the set as of `against` to the set as of `number`.
    Call diff(QObject *context, qint64 number, qint64 against, Done<protocol::RevisionDiff> done);
    Call apply(QObject *context, const protocol::RevisionRequest &request, Done<protocol::RevisionAnswer> done);
    Call preview(QObject *context, qint64 rollbackTo, Done<protocol::RevisionDiff> done);
    Call rollBack(QObject *context, const protocol::RollbackRequest &request, Done<protocol::RevisionAnswer> done);
    Call guards(QObject *context, Done<protocol::Guards> done);
    Call stop(QObject *context, const QString &guard, const QString &reason, Done<protocol::ActDone> done);

Q_SIGNALS:
    void happened(const signalbox::protocol::RevisionEvent &event);
    /// Events may have been missed: what is shown must be read again.
    void outdated();

private:
    void read();
    void take(const protocol::RevisionEvent &event);

    Link &m_link;
    qint64 m_head = 0;
    std::weak_ptr<void> m_followed;
};

/// The emergency moves (contract operator-console 2.4).
class RecipesFacet : public QObject
{
    Q_OBJECT

public:
    explicit RecipesFacet(Link &link) : m_link(link) { }

    Call recipes(QObject *context, Done<protocol::Recipes> done);
    Call preview(QObject *context, const QString &id, const protocol::RecipeRequest &request, Done<protocol::RecipePreview> done);
    Call apply(QObject *context, const QString &id, const protocol::RecipeRequest &request, Done<protocol::RevisionAnswer> done);

private:
    Link &m_link;
};

} // namespace signalbox::client
