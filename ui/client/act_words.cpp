#include "ui/client/act_words.h"

#include "backend/platform/core/json_parse.h"

#include <QDateTime>

namespace signalbox::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kNamedChanges = 3;

std::optional<protocol::FlagRule> ruleOf(const QString &text)
{
    if (!text.startsWith(u'{'))
        return std::nullopt;
    const Result<QJsonObject> json = core::parseJsonObject(text.toUtf8());
    if (!json)
        return std::nullopt;
    const auto rule = protocol::fromJson<protocol::FlagRule>(*json);
    return rule ? std::optional(*rule) : std::nullopt;
}

QString whoCan(protocol::Role least)
{
    switch (least) {
    case protocol::Role::Viewer:
        return {};
    case protocol::Role::Approver:
        return SettingWords::tr("Approvers, operators and admins can.");
    case protocol::Role::Operator:
        return SettingWords::tr("Operators and admins can.");
    case protocol::Role::Admin:
        break;
    }
    return SettingWords::tr("Admins can.");
}

} // namespace

QString actRefusal(const SessionFacet &session, const QString &route, protocol::Role least)
{
    const QString why = session.refusal(route);
    const auto &acts = session.me().acts;
    const bool byRole = !session.me().name.isEmpty() && std::find(acts.begin(), acts.end(), route) == acts.end();
    return why.isEmpty() || !byRole ? why : QString(why + u' ' + whoCan(least));
}

QString SettingWords::value(const std::optional<QString> &text)
{
    if (!text || text->isEmpty())
        return tr("unset");
    if (const auto parsed = ruleOf(*text))
        return rule(*parsed);
    return *text;
}

QString SettingWords::rule(const protocol::FlagRule &rule)
{
    using protocol::RuleKind;
    switch (rule.kind) {
    case RuleKind::Percent:
        return tr("on for %1 % of the subjects").arg(rule.percent.value_or(0));
    case RuleKind::Allow:
        return tr("on for %n subject(s)", nullptr, rule.subjects ? int(rule.subjects->size()) : 0);
    case RuleKind::Schedule: {
        QStringList steps;
        for (const protocol::ScheduledValue &entry : rule.entries.value_or(std::vector<protocol::ScheduledValue>())) {
            const QDateTime at = QDateTime::fromMSecsSinceEpoch(core::epochMs(entry.at));
            steps += tr("%1 from %2").arg(entry.value ? tr("on") : tr("off"), at.toString(u"yyyy-MM-dd HH:mm:ss"_s));
        }
        return steps.join(u", "_s);
    }
    case RuleKind::On:
        return tr("on");
    case RuleKind::Off:
        break;
    }
    return tr("off");
}

QString SettingWords::changes(const std::vector<protocol::SettingChange> &changes)
{
    QStringList parts;
    for (const protocol::SettingChange &change : changes) {
        if (parts.size() == kNamedChanges) {
            parts += tr("%n more", nullptr, int(changes.size()) - int(kNamedChanges));
            break;
        }
        parts += change.key + u' ' + value(change.before) + u" → "_s + value(change.after);
    }
    return parts.join(u", "_s);
}

QString SettingWords::meanwhile(const protocol::Revision &revision)
{
    QStringList now;
    for (const protocol::SettingChange &change : revision.changes)
        now += tr("%1 is %2").arg(change.key, value(change.after));
    return tr("%1 changed it meanwhile (revision %2). Now %3. Look at it and press again if you still want to.")
        .arg(revision.actor).arg(revision.number).arg(now.join(u", "_s));
}

std::optional<bool> switchedOn(const std::optional<QString> &text)
{
    const QString word = text.value_or(QString()).trimmed().toLower();
    if (word.isEmpty() || word == "false"_L1 || word == "0"_L1 || word == "no"_L1 || word == "off"_L1)
        return false;
    if (word == "true"_L1 || word == "1"_L1 || word == "yes"_L1 || word == "on"_L1)
        return true;
    return std::nullopt;
}

} // namespace signalbox::client
