#pragma once

#include "backend/operator/protocol/audit.h"
#include "ui/client/decoded.h"

namespace signalbox::client {

/// Who did what (contract operator-console 2.6). Nothing here changes anything.
class AuditFacet : public QObject
{
    Q_OBJECT

public:
    explicit AuditFacet(Link &link);

    /// happened() and outdated() arrive while the subscription lives.
    Subscription follow() { return m_link.subscribe(QByteArrayLiteral("audit")); }
    /// Newest first unless the query sorts; fields: protocol::auditFields().
    Call entries(QObject *context, const ListQuery &query,
                 std::function<void(Result<protocol::Page<protocol::AuditEntry>>)> done);
    /// The hash that the entry was chained to: that of the entry before. Empty for the first one that is kept.
    Call hashBefore(QObject *context, const QString &id, std::function<void(Result<QString>)> done);
    /// Lets the gateway walk the whole chain. Takes its time: seconds for a million entries.
    Call verify(QObject *context, std::function<void(Result<protocol::AuditVerdict>)> done);
    /// The next entries behind `after` as lines of JSON, oldest first, as `signalboxd audit verify --export` writes
    /// them; empty when there are no more.
    Call lines(QObject *context, qint64 after, Link::Bytes done);

Q_SIGNALS:
    void happened(const signalbox::protocol::AuditEntry &entry);
    /// Events may have been missed: what is shown must be read again.
    void outdated();

private:
    Link &m_link;
};

} // namespace signalbox::client
