#pragma once

#include "backend/operator/protocol/revisions.h"
#include "ui/client/session_facet.h"
#include "ui/kit/state_badge.h"

#include <QCoreApplication>

class QLabel;

namespace signalbox::pages {

/// What revisions, rules and guards are called on this page.
class LeverWords
{
    Q_DECLARE_TR_FUNCTIONS(Levers)

public:
    /// Why an act cannot be done now and who can; empty when it can. `route` as in Me::acts.
    static QString refusal(const client::SessionFacet &session, const QString &route);
    /// A setting's text as in `.env`: "unset" when there is none; a rule in words.
    static QString value(const std::optional<QString> &text);
    static QString rule(const protocol::FlagRule &rule);
    static QString kind(protocol::RuleKind kind);
    /// `KEY before → after`, the first three of them.
    static QString changes(const std::vector<protocol::SettingChange> &changes);
    /// Who changed it and what it is now, for somebody who was about to change it.
    static QString meanwhile(const protocol::Revision &revision);
    static QString guardState(protocol::GuardState state);
    static kit::Health guardHealth(protocol::GuardState state);
    static QString metric(const QString &metric);
    /// A figure of a guard's window: `4.2 % of 310`.
    static QString window(const protocol::GuardView &guard, const std::optional<protocol::GuardWindow> &window);
};

/// Is that text of a boolean on? Nothing for a rule or another text.
std::optional<bool> switchedOn(const std::optional<QString> &text);

/// A small line below a field that is seen only while it says something.
QLabel *makeNote();
void showNote(QLabel *note, const QString &text);

} // namespace signalbox::pages
