#include "ui/pages/audit/audit_rows.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/client/wire_text.h"
#include "ui/kit/formats.h"

#include <QRegularExpression>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kRoot = "/ops/v1/"_L1;

struct ActText
{
    const char *act; ///< the path below /ops/v1 with `*` for a name, or the act itself
    const char *text;
};

constexpr ActText kActs[]{
    {"revisions", QT_TRANSLATE_NOOP("AuditRows", "change settings")},
    {"revisions/rollback", QT_TRANSLATE_NOOP("AuditRows", "roll back")},
    {"recipes/*/apply", QT_TRANSLATE_NOOP("AuditRows", "apply a recipe")},
    {"guards/*/stop", QT_TRANSLATE_NOOP("AuditRows", "stop a guard")},
    {"guard.rollback", QT_TRANSLATE_NOOP("AuditRows", "guard takes back")},
    {"alerts/*/ack", QT_TRANSLATE_NOOP("AuditRows", "acknowledge an alert")},
    {"alerts/*/shelve", QT_TRANSLATE_NOOP("AuditRows", "shelve an alert")},
    {"operators", QT_TRANSLATE_NOOP("AuditRows", "add an operator")},
    {"operators/*/revoke", QT_TRANSLATE_NOOP("AuditRows", "revoke an operator")},
    {"operator.add", QT_TRANSLATE_NOOP("AuditRows", "add an operator")},
    {"operator.revoke", QT_TRANSLATE_NOOP("AuditRows", "revoke an operator")},
    {"breakers/*/open", QT_TRANSLATE_NOOP("AuditRows", "open a breaker")},
    {"breakers/*/close", QT_TRANSLATE_NOOP("AuditRows", "close a breaker")},
    {"breakers/*/auto", QT_TRANSLATE_NOOP("AuditRows", "let a breaker decide")},
    {"bundle", QT_TRANSLATE_NOOP("AuditRows", "make a bundle")},
    {"approvals/*/decide", QT_TRANSLATE_NOOP("AuditRows", "decide an approval")},
    {"outbox/*/replay", QT_TRANSLATE_NOOP("AuditRows", "replay a message")},
    {"audit.retention", QT_TRANSLATE_NOOP("AuditRows", "cut old entries")},
};

bool isAct(const QString &act, QLatin1StringView pattern)
{
    if (!pattern.contains(u'*'))
        return act == pattern;
    const qsizetype star = pattern.indexOf(u'*');
    return act.size() > pattern.size() - 1 && act.startsWith(pattern.first(star))
        && act.endsWith(pattern.sliced(star + 1));
}

/// On one line, for a cell.
QString flat(QString text)
{
    return text.replace(u'\n', u", "_s);
}

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::auditFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem{int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                              client::filterProblemText(parsed.error())};
}

} // namespace

void prepareAuditFilter(kit::FilterField &field)
{
    field.setCheck(problemOf);
    QStringList words;
    for (const protocol::FilterField &known : protocol::auditFields()) {
        words += known.name + u':';
        for (const QString &value : known.values)
            words += known.name + u':' + value;
    }
    field.setCompletions(words);
}

kit::Health outcomeHealth(protocol::ActOutcome outcome)
{
    switch (outcome) {
    case protocol::ActOutcome::Done:
        return kit::Health::Well;
    case protocol::ActOutcome::Refused:
        return kit::Health::Degraded;
    case protocol::ActOutcome::Failed:
        break;
    }
    return kit::Health::Down;
}

QString AuditRows::outcome(protocol::ActOutcome outcome)
{
    switch (outcome) {
    case protocol::ActOutcome::Done:
        return tr("done");
    case protocol::ActOutcome::Refused:
        return tr("refused");
    case protocol::ActOutcome::Failed:
        break;
    }
    return tr("failed");
}

QString AuditRows::act(const QString &act)
{
    const qsizetype root = act.indexOf(kRoot);
    const QString known = root < 0 ? act : act.sliced(root + kRoot.size());
    const bool isRead = act.startsWith("GET "_L1);
    const auto text = std::ranges::find_if(
        kActs, [&](const ActText &one) { return !isRead && isAct(known, QLatin1StringView(one.act)); });
    return text == std::end(kActs) ? act : tr(text->text);
}

std::vector<kit::Column> AuditRows::columns()
{
    const QStringList names = titles();
    return {{"id", names[0], kit::ColumnType::Number},
            {"at", names[1], kit::ColumnType::Time},
            {"actor", names[2]},
            {"role", names[3]},
            {"address", names[4]},
            {"act", names[5]},
            {"target", names[6]},
            {"outcome", names[7], kit::ColumnType::State},
            {"reason", names[8]}};
}

QStringList AuditRows::titles()
{
    return {tr("Number"), tr("When"),   tr("Who"),     tr("Role"), tr("From"),
            tr("What"),   tr("Target"), tr("Outcome"), tr("Why")};
}

kit::Row AuditRows::row(const protocol::AuditEntry &entry)
{
    const auto at = double(core::epochMs(entry.at));
    const bool done = entry.outcome == protocol::ActOutcome::Done;
    kit::Cell what = kit::Cell::of(act(entry.act));
    what.tip = entry.act;
    kit::Cell target = kit::Cell::of(flat(entry.target));
    target.tip = entry.target;
    kit::Cell role = kit::Cell::of(entry.role);
    if (const auto known = protocol::fromWord<protocol::Role>(entry.role))
        role.text = client::roleText(*known);
    role.muted = true;
    kit::Cell address = kit::Cell::of(entry.address);
    address.muted = true;
    // Of an act that was not done, why not says more than why it was tried.
    kit::Cell reason = kit::Cell::of(flat(done || entry.after.isEmpty() ? entry.reason : entry.after));
    reason.tip = reason.text;
    return {entry.id.toLatin1(),
            {kit::Cell::of(entry.id.toDouble(), entry.id), kit::Cell::of(at, kit::formatMoment(qint64(at))),
             kit::Cell::name(entry.actor), role, address, what, target,
             kit::Cell::state(outcomeHealth(entry.outcome), outcome(entry.outcome)), reason}};
}

} // namespace signalbox::pages
