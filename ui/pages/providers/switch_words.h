#pragma once

#include "backend/operator/protocol/breakers.h"
#include "backend/operator/protocol/settings.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// What the switches of a provider say.
class SwitchWords
{
    Q_DECLARE_TR_FUNCTIONS(SwitchWords)

public:
    /// How it did in the last 15 minutes.
    static QString facts(const protocol::ProviderState &state);
    /// What holds and who set it.
    static QString setting(const std::optional<protocol::SettingView> &setting, const QString &on, const QString &off);
    static QString breaker(const std::optional<protocol::UpstreamBreaker> &breaker);
    static QString probe(const protocol::ProviderProbe &probe);
    /// What would come of a switch, with its numbers; the button that does it; what was done. `on`: of the setting.
    static QString plan(const protocol::ProviderState &state, bool mock, bool on);
    static QString act(const QString &name, bool mock, bool on);
    static QString done(const QString &name, bool mock, bool on);
    static QString forced(const QString &name, protocol::BreakerForce force);
};

} // namespace signalbox::pages
