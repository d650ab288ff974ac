#include "backend/operator/server/revisions/revision_plan.h"

#include "backend/platform/settings/danger.h"
#include "backend/platform/settings/print.h"

#include <QJsonDocument>

#include <set>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::RequestedChange;
using settings::Definition;

namespace {

constexpr size_t kMostChanges = 100;
constexpr qsizetype kLongestValue = 65536;

std::unexpected<Problem> bad(const QString &code, const QString &field, const QString &message)
{
    return std::unexpected(Problem {400, {.code = code, .message = message, .field = field}});
}

/// What holds for a key under a set, as it may be shown; nothing when it is unset.
std::optional<QString> holdsUnder(const settings::LiveSettings &live, const OverrideSet &set, const QByteArray &key)
{
    const Definition *definition = settings::definitionOf(live.catalogue(), key);
    const auto found = set.find(key);
    if (found != set.end() && !found->second.shown.isEmpty())
        return found->second.shown;
    if (!definition)
        return std::nullopt;
    const QString text = found == set.end() ? live.configured(*definition).text : definition->defaultText;
    if (text.isEmpty())
        return std::nullopt;
    return definition->secret ? fingerprintOf(text) : settings::shownValue(*definition, {.text = text});
}

/// The override that a wish comes to.
Planned<Override> overrideOf(const settings::LiveSettings &live, const Present &present, const Definition &definition,
                             const RequestedChange &wish, const QString &member)
{
    QString text = wish.value.value_or(QString());
    const QString field = member + (wish.rule ? u".rule"_s : u".value"_s);
    const QString key = QString::fromUtf8(definition.key);
    if (wish.rule) {
        if (definition.type != settings::Type::Boolean)
            return bad(u"bad_value"_s, field, key + u" is no flag, so it takes no rule"_s);
        const auto rule = ruleText(*wish.rule, live.current()->boolean(definition.key));
        if (!rule)
            return bad(u"bad_value"_s, field, key + u' ' + rule.error());
        text = *rule;
    }
    // A rule may come as text, too (from the shell); it is kept in its one form.
    if (definition.type == settings::Type::Boolean && settings::looksLikeRule(text)) {
        if (const auto rule = settings::parseFlagRule(text))
            text = rule->toText();
    }
    if (text != storable(text) || text.size() > kLongestValue)
        return bad(u"bad_value"_s, field, key + u" must be a text of at most 65,536 characters"_s);
    if (const auto problem = settings::overrideProblem(live.catalogue(), definition.key, text))
        return bad(u"bad_value"_s, field, *problem);
    const qint64 number = present.head + 1;
    const bool isSecret = definition.secret && !text.isEmpty();
    return Override {.text = text,
                     .shown = isSecret ? fingerprintOf(text) : text,
                     .revision = number,
                     .secretRef = isSecret ? number : 0};
}

QStringList problemsOf(const settings::Loaded &judged)
{
    QStringList problems = judged.findings.problems;
    problems.removeDuplicates();
    return problems;
}

} // namespace

std::expected<QString, QString> ruleText(protocol::FlagRule rule, bool now)
{
    if (rule.kind == protocol::RuleKind::Schedule && !rule.before)
        rule.before = now;
    const QByteArray json = QJsonDocument(protocol::toJson(rule)).toJson(QJsonDocument::Compact);
    auto parsed = settings::parseFlagRule(QString::fromUtf8(json));
    if (!parsed)
        return std::unexpected(parsed.error());
    return parsed->toText();
}

Planned<OverrideSet> targetOf(const settings::LiveSettings &live, const Present &present,
                              const std::vector<RequestedChange> &changes, bool maySetSecrets)
{
    if (changes.empty() || changes.size() > kMostChanges)
        return bad(u"bad_request"_s, u"changes"_s, u"there must be 1 to %1 changes"_s.arg(kMostChanges));
    OverrideSet target = present.set;
    std::set<QString> seen;
    for (size_t i = 0; i < changes.size(); ++i) {
        const RequestedChange &wish = changes[i];
        const QString member = u"changes[%1]"_s.arg(i);
        const QByteArray key = wish.key.toUtf8();
        const Definition *definition = settings::definitionOf(live.catalogue(), key);
        if (!definition && !(present.set.contains(key) && !wish.value && !wish.rule))
            return bad(u"unknown_setting"_s, member + u".key"_s, u"there is no setting '%1'"_s.arg(wish.key));
        if (!seen.insert(wish.key).second)
            return bad(u"bad_request"_s, member + u".key"_s, wish.key + u" is there twice"_s);
        if (wish.value && wish.rule)
            return bad(u"bad_request"_s, member, wish.key + u" has a value and a rule; give one of them"_s);
        if (definition && !definition->fixed.isEmpty())
            return bad(u"not_settable"_s, member + u".key"_s,
                       wish.key + u" cannot be set by a revision: "_s + definition->fixed);
        if (definition && definition->secret && !maySetSecrets)
            return std::unexpected(Problem {403,
                                            {.code = u"forbidden"_s,
                                             .message = wish.key + u" is a secret; this needs the role admin"_s,
                                             .field = member + u".key"_s}});
        if (!wish.value && !wish.rule) {
            target.erase(key);
            continue;
        }
        auto entry = overrideOf(live, present, *definition, wish, member);
        if (!entry)
            return std::unexpected(entry.error());
        // What is configured so anyway needs no override.
        if (!present.set.contains(key) && entry->text == live.configured(*definition).text)
            continue;
        target[key] = std::move(*entry);
    }
    return target;
}

OverrideSet restorable(const settings::LiveSettings &live, const Present &present, OverrideSet then,
                       std::vector<protocol::SkippedKey> &skipped)
{
    const auto whyNot = [&live](const QByteArray &key, const Override &entry) -> QString {
        const Definition *definition = settings::definitionOf(live.catalogue(), key);
        if (!definition)
            return u"this build has no such setting"_s;
        if (!definition->fixed.isEmpty())
            return u"it cannot be set by a revision: "_s + definition->fixed;
        if (entry.isLost)
            return u"its secret is not in this store any more (or sealed with another key)"_s;
        return settings::overrideProblem(live.catalogue(), key, entry.text).value_or(QString());
    };
    OverrideSet target;
    for (auto &[key, entry] : then) {
        const auto now = present.set.find(key);
        const bool isSame = now != present.set.end() && now->second.holdsSameAs(entry);
        const QString why = isSame ? QString() : whyNot(key, entry);
        if (why.isEmpty()) {
            target.emplace(key, isSame ? now->second : entry);
            continue;
        }
        skipped.push_back({QString::fromUtf8(key), why});
        if (now != present.set.end())
            target.emplace(key, now->second);
    }
    return target;
}

std::vector<StoredChange> changesBetween(const settings::LiveSettings &live, const OverrideSet &before,
                                         const OverrideSet &after)
{
    std::set<QByteArray> keys;
    for (const OverrideSet *set : {&before, &after}) {
        for (const auto &entry : *set)
            keys.insert(entry.first);
    }
    std::vector<StoredChange> changes;
    for (const QByteArray &key : keys) {
        const auto was = before.find(key);
        const auto is = after.find(key);
        const bool both = was != before.end() && is != after.end();
        if (both && was->second.holdsSameAs(is->second))
            continue;
        const Definition *definition = settings::definitionOf(live.catalogue(), key);
        StoredChange change {.shown = {.key = QString::fromUtf8(key),
                                       .before = holdsUnder(live, before, key),
                                       .after = holdsUnder(live, after, key),
                                       .cleared = is == after.end(),
                                       .secret = definition && definition->secret}};
        if (is != after.end()) {
            change.text = is->second.text;
            change.secretRef = is->second.secretRef;
        }
        changes.push_back(std::move(change));
    }
    return changes;
}

std::optional<QString> confirmationOf(const std::vector<QString> &dangerous)
{
    if (dangerous.empty())
        return std::nullopt;
    return QStringList(dangerous.begin(), dangerous.end()).join(u',');
}

Planned<Plan> planOf(const settings::LiveSettings &live, const Present &present, const OverrideSet &target,
                     core::WallTime now)
{
    Plan plan {.parent = present.head, .changes = changesBetween(live, present.set, target)};
    plan.diff.expectedRevision = present.head;
    const settings::Loaded judged = live.judge(textsOf(target), now);
    if (!judged.isValid()) {
        const QStringList problems = problemsOf(judged);
        return std::unexpected(
            Problem{400,
                    {.code = u"bad_settings"_s,
                     .message = problems.join(u"; "_s),
                     .field = u"changes"_s,
                     .details = QJsonObject{{"problems"_L1, QJsonArray::fromStringList(problems)}}}});
    }
    for (const StoredChange &change : plan.changes) {
        plan.diff.changes.push_back(change.shown);
        const Definition *definition = settings::definitionOf(live.catalogue(), change.shown.key.toUtf8());
        if (!definition)
            continue;
        if (judged.snapshot->at(definition->key).restartDue)
            plan.diff.restartDue.push_back(change.shown.key);
        if (settings::asksForCare(*definition, change.shown.before.value_or(QString()),
                                  change.shown.after.value_or(QString())))
            plan.diff.dangerous.push_back(change.shown.key);
    }
    plan.diff.confirm = confirmationOf(plan.diff.dangerous);
    return plan;
}

} // namespace signalbox::server
