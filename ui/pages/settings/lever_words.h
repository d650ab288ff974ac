#pragma once

#include "backend/operator/protocol/flag_rule.h"
#include "backend/operator/protocol/guards.h"
#include "ui/kit/state_badge.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// What rules and guards are called on this page.
class LeverWords
{
    Q_DECLARE_TR_FUNCTIONS(Levers)

public:
    static QString kind(protocol::RuleKind kind);
    static QString guardState(protocol::GuardState state);
    static kit::Health guardHealth(protocol::GuardState state);
    static QString metric(const QString &metric);
    /// A figure of a guard's window: `4.2 % of 310`.
    static QString window(const protocol::GuardView &guard, const std::optional<protocol::GuardWindow> &window);
};

} // namespace signalbox::pages
