#include "ui/pages/settings/lever_words.h"

#include "backend/operator/protocol/codec.h"
#include "backend/platform/core/json_parse.h"
#include "ui/kit/formats.h"
#include "ui/kit/theme.h"

#include <QLabel>

namespace signalbox::pages {

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

} // namespace

QString LeverWords::refusal(const client::SessionFacet &session, const QString &route)
{
    const QString why = session.refusal(route);
    const auto &acts = session.me().acts;
    const bool byRole = !session.me().name.isEmpty() && std::find(acts.begin(), acts.end(), route) == acts.end();
    return why.isEmpty() || !byRole ? why : QString(why + u' ' + tr("Operators and admins can."));
}

QString LeverWords::value(const std::optional<QString> &text)
{
    if (!text || text->isEmpty())
        return tr("unset");
    if (const auto parsed = ruleOf(*text))
        return rule(*parsed);
    return *text;
}

QString LeverWords::rule(const protocol::FlagRule &rule)
{
    switch (rule.kind) {
    case protocol::RuleKind::Percent:
        return tr("on for %1 % of the subjects").arg(rule.percent.value_or(0));
    case protocol::RuleKind::Allow:
        return tr("on for %n subject(s)", nullptr, rule.subjects ? int(rule.subjects->size()) : 0);
    case protocol::RuleKind::Schedule: {
        QStringList steps;
        for (const protocol::ScheduledValue &entry : rule.entries.value_or(std::vector<protocol::ScheduledValue>()))
            steps += tr("%1 from %2").arg(entry.value ? tr("on") : tr("off"), kit::formatMoment(core::epochMs(entry.at)));
        return steps.join(u", "_s);
    }
    case protocol::RuleKind::On:
        return tr("on");
    case protocol::RuleKind::Off:
        break;
    }
    return tr("off");
}

QString LeverWords::kind(protocol::RuleKind kind)
{
    switch (kind) {
    case protocol::RuleKind::On:
        return tr("On");
    case protocol::RuleKind::Percent:
        return tr("On for a share of the subjects");
    case protocol::RuleKind::Allow:
        return tr("On for these subjects only");
    case protocol::RuleKind::Schedule:
        return tr("By a timetable");
    case protocol::RuleKind::Off:
        break;
    }
    return tr("Off");
}

QString LeverWords::changes(const std::vector<protocol::SettingChange> &changes)
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

QString LeverWords::meanwhile(const protocol::Revision &revision)
{
    QStringList now;
    for (const protocol::SettingChange &change : revision.changes)
        now += tr("%1 is %2").arg(change.key, value(change.after));
    return tr("%1 changed it meanwhile (revision %2). Now %3. Look at it and press again if you still want to.")
        .arg(revision.actor).arg(revision.number).arg(now.join(u", "_s));
}

QString LeverWords::guardState(protocol::GuardState state)
{
    switch (state) {
    case protocol::GuardState::Watching:
        return tr("watching");
    case protocol::GuardState::Passed:
        return tr("nothing got worse");
    case protocol::GuardState::Broken:
        return tr("got worse, taken back");
    case protocol::GuardState::Inconclusive:
        return tr("inconclusive");
    case protocol::GuardState::Stopped:
        return tr("stopped by a person");
    case protocol::GuardState::Elapsed:
        break;
    }
    return tr("time is up, taken back");
}

kit::Health LeverWords::guardHealth(protocol::GuardState state)
{
    switch (state) {
    case protocol::GuardState::Broken:
        return kit::Health::Down;
    case protocol::GuardState::Inconclusive:
        return kit::Health::Degraded;
    case protocol::GuardState::Stopped:
    case protocol::GuardState::Elapsed:
        return kit::Health::Unknown;
    case protocol::GuardState::Watching:
    case protocol::GuardState::Passed:
        break;
    }
    return kit::Health::Well;
}

QString LeverWords::metric(const QString &metric)
{
    if (metric == "error_rate"_L1)
        return tr("error rate");
    return metric == "p95"_L1 ? tr("p95 latency") : metric;
}

QString LeverWords::window(const protocol::GuardView &guard, const std::optional<protocol::GuardWindow> &window)
{
    if (!window || !guard.spec)
        return {};
    if (!window->value)
        return tr("nothing of %1").arg(kit::formatNumber(double(window->samples)));
    const QString figure = guard.spec->metric == "error_rate"_L1 ? kit::formatPercent(*window->value)
        : guard.spec->metric == "p95"_L1                         ? kit::formatDuration(*window->value)
                                                                  : kit::formatNumber(*window->value, 2);
    return tr("%1 of %2").arg(figure, kit::formatNumber(double(window->samples)));
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

QLabel *makeNote()
{
    auto *note = new QLabel;
    note->setWordWrap(true);
    note->setTextFormat(Qt::PlainText);
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    kit::setTone(note, kit::Tone::Bad);
    note->hide();
    return note;
}

void showNote(QLabel *note, const QString &text)
{
    note->setText(text);
    note->setVisible(!text.isEmpty());
}

} // namespace signalbox::pages
