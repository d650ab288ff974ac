#pragma once

#include "backend/operator/protocol/settings.h"
#include "backend/operator/server/revisions/revisions.h"

namespace signalbox::server {

/// A catalogue entry with its effective value, who set it, and what may be done with it.
protocol::SettingView settingView(const Revisions &revisions, const settings::Definition &definition,
                                  const settings::Snapshot &snapshot);

/// The rule of a flag as it travels; nothing when it is simply on or off.
std::optional<protocol::FlagRule> ruleOf(const settings::Value &value);

} // namespace signalbox::server
