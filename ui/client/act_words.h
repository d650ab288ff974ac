#pragma once

#include "backend/operator/protocol/revisions.h"
#include "ui/client/session_facet.h"

#include <QCoreApplication>

namespace signalbox::client {

/// Why an act cannot be done now, and who can when it is the role that forbids it; empty when it can. `route` as in
/// Me::acts, `least` the role that it needs.
QString actRefusal(const SessionFacet &session, const QString &route, protocol::Role least = protocol::Role::Operator);

/// What settings and changes of them are called wherever they are shown.
class SettingWords
{
    Q_DECLARE_TR_FUNCTIONS(Levers)

public:
    /// A setting's text as in `.env`: "unset" when there is none; a rule in words.
    static QString value(const std::optional<QString> &text);
    static QString rule(const protocol::FlagRule &rule);
    /// `KEY before → after`, the first three of them.
    static QString changes(const std::vector<protocol::SettingChange> &changes);
    /// Who changed it and what it is now, for somebody who was about to change it.
    static QString meanwhile(const protocol::Revision &revision);
};

/// Is that text of a boolean on? Nothing for a rule or another text.
std::optional<bool> switchedOn(const std::optional<QString> &text);

} // namespace signalbox::client
