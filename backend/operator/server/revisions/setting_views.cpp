#include "backend/operator/server/revisions/setting_views.h"

#include "backend/operator/server/record_views.h"
#include "backend/platform/settings/print.h"

#include <QJsonDocument>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

std::vector<QString> ruleKindsOf(const settings::Definition &definition)
{
    if (definition.type != settings::Type::Boolean || definition.secret || !definition.fixed.isEmpty())
        return {};
    if (definition.apply == settings::Apply::Restart)
        return {u"off"_s, u"on"_s};
    if (!definition.perCaller)
        return {u"off"_s, u"on"_s, u"schedule"_s};
    return {u"off"_s, u"on"_s, u"percent"_s, u"allow"_s, u"schedule"_s};
}

/// A text as it may be shown; nothing for an unset one and for secrets.
std::optional<QString> shownText(const settings::Definition &definition, const QString &text)
{
    if (text.isEmpty() || definition.secret)
        return std::nullopt;
    return settings::shownValue(definition, {.text = text});
}

} // namespace

std::optional<protocol::FlagRule> ruleOf(const settings::Value &value)
{
    if (!value.rule)
        return std::nullopt;
    const auto rule = protocol::fromJson<protocol::FlagRule>(QJsonDocument::fromJson(value.text.toUtf8()).object());
    return rule ? std::optional(*rule) : std::nullopt;
}

protocol::SettingView settingView(const Revisions &revisions, const settings::Definition &definition,
                                  const settings::Snapshot &snapshot)
{
    const settings::Value &value = snapshot.at(definition.key);
    protocol::SettingView view = viewOf(definition, value);
    view.rule = ruleOf(value);
    view.ruleKinds = ruleKindsOf(definition);
    view.canSet = definition.fixed.isEmpty();
    view.whyNot = definition.fixed;
    if (value.restartDue)
        view.pending = shownText(definition, value.pending);
    const OverrideSet &set = revisions.present().set;
    const auto entry = set.find(definition.key);
    if (entry == set.end())
        return view;
    view.changedBy = entry->second.actor;
    view.changedAt = entry->second.at;
    view.changedIn = entry->second.revision;
    view.configured = shownText(definition, revisions.live().configured(definition).text);
    return view;
}

} // namespace signalbox::server
