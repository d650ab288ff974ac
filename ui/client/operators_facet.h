#pragma once

#include "backend/operator/protocol/audit.h"
#include "backend/operator/protocol/operators.h"
#include "ui/client/decoded.h"

namespace signalbox::client {

/// Who has a token for the gateway. Admins only; nobody else is answered.
class OperatorsFacet : public QObject
{
    Q_OBJECT

public:
    explicit OperatorsFacet(Link &link);

    /// outdated() arrives while the subscription lives.
    Subscription follow();
    /// Fields: protocol::operatorFields().
    Call operators(QObject *context, const ListQuery &query, std::function<void(Result<protocol::Page<protocol::OperatorView>>)> done);
    /// The answer is the only place where the token is ever told: whoever gets it must not keep it.
    Call add(QObject *context, const protocol::OperatorRequest &request, std::function<void(Result<protocol::OperatorAdded>)> done);
    Call revoke(QObject *context, const QString &name, const QString &reason, std::function<void(Result<protocol::ActDone>)> done);

Q_SIGNALS:
    /// Somebody was added or revoked, or events may have been missed.
    void outdated();

private:
    Link &m_link;
};

} // namespace signalbox::client
