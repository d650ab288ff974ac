#include "ui/pages/approvals/approval_words.h"

#include "ui/kit/formats.h"

#include <array>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::ApprovalState;

namespace {

struct Word
{
    const char *code;
    const char *text;
};

constexpr std::array kPromptWords {
    Word {"held", QT_TRANSLATE_NOOP("ApprovalWords", "held back by a limit")},
    Word {"pending", QT_TRANSLATE_NOOP("ApprovalWords", "waits to be sent")},
    Word {"sending", QT_TRANSLATE_NOOP("ApprovalWords", "is being sent")},
    Word {"sent", QT_TRANSLATE_NOOP("ApprovalWords", "sent, not told delivered")},
    Word {"delivered", QT_TRANSLATE_NOOP("ApprovalWords", "delivered")},
    Word {"read", QT_TRANSLATE_NOOP("ApprovalWords", "read")},
    Word {"failed", QT_TRANSLATE_NOOP("ApprovalWords", "failed")},
    Word {"outside_window", QT_TRANSLATE_NOOP("ApprovalWords", "not possible now: the person has not written lately")},
    Word {"unknown", QT_TRANSLATE_NOOP("ApprovalWords", "in doubt: the provider did not say")},
    Word {"skipped", QT_TRANSLATE_NOOP("ApprovalWords", "not needed any more")},
};

constexpr std::array kEventWords {
    Word {"received", QT_TRANSLATE_NOOP("ApprovalWords", "submitted")},
    Word {"prompt_queued", QT_TRANSLATE_NOOP("ApprovalWords", "people are to be asked")},
    Word {"prompt_sent", QT_TRANSLATE_NOOP("ApprovalWords", "asked")},
    Word {"prompt_failed", QT_TRANSLATE_NOOP("ApprovalWords", "could not be asked")},
    Word {"prompt_status", QT_TRANSLATE_NOOP("ApprovalWords", "word about a prompt")},
    Word {"inbound", QT_TRANSLATE_NOOP("ApprovalWords", "answered")},
    Word {"refused", QT_TRANSLATE_NOOP("ApprovalWords", "refused: not entitled")},
    Word {"approval", QT_TRANSLATE_NOOP("ApprovalWords", "approved it")},
    Word {"edit", QT_TRANSLATE_NOOP("ApprovalWords", "edited it")},
    Word {"decided", QT_TRANSLATE_NOOP("ApprovalWords", "decided")},
    Word {"expired", QT_TRANSLATE_NOOP("ApprovalWords", "expired: nobody decided in time")},
    Word {"cancelled", QT_TRANSLATE_NOOP("ApprovalWords", "withdrawn")},
    Word {"escalated", QT_TRANSLATE_NOOP("ApprovalWords", "escalated to more people")},
    Word {"delivery_attempt", QT_TRANSLATE_NOOP("ApprovalWords", "the decision could not be told, to be tried again")},
    Word {"delivered", QT_TRANSLATE_NOOP("ApprovalWords", "the decision was told")},
    Word {"dead", QT_TRANSLATE_NOOP("ApprovalWords", "the decision could not be told, given up")},
    Word {"replayed", QT_TRANSLATE_NOOP("ApprovalWords", "the decision is to be told again")},
};

constexpr std::array kOutcomeWords {
    Word {"processed", QT_TRANSLATE_NOOP("ApprovalWords", "it was decided by that")},
    Word {"recorded", QT_TRANSLATE_NOOP("ApprovalWords", "counted, more approvals are needed")},
    Word {"shown", QT_TRANSLATE_NOOP("ApprovalWords", "was shown the text")},
    Word {"ignored", QT_TRANSLATE_NOOP("ApprovalWords", "not understood")},
    Word {"not_found", QT_TRANSLATE_NOOP("ApprovalWords", "refused: not entitled, or no such candidate")},
    Word {"already", QT_TRANSLATE_NOOP("ApprovalWords", "too late: it was decided before")},
    Word {"ambiguous", QT_TRANSLATE_NOOP("ApprovalWords", "unclear which one was meant")},
    Word {"edit_too_long", QT_TRANSLATE_NOOP("ApprovalWords", "refused: the new text is too long")},
    Word {"empty_edit", QT_TRANSLATE_NOOP("ApprovalWords", "refused: the new text is empty")},
    Word {"stale_revision", QT_TRANSLATE_NOOP("ApprovalWords", "conflict: meant an older text")},
    Word {"edit_not_allowed", QT_TRANSLATE_NOOP("ApprovalWords", "refused: it may not be edited")},
    Word {"text_not_shown", QT_TRANSLATE_NOOP("ApprovalWords", "refused: the whole text had not been shown")},
    Word {"duplicate", QT_TRANSLATE_NOOP("ApprovalWords", "arrived twice, counted once")},
};

template <std::size_t N>
QString wordOf(const std::array<Word, N> &words, const QString &code)
{
    for (const Word &word : words) {
        if (code == QLatin1StringView(word.code))
            return ApprovalWords::tr(word.text);
    }
    return code;
}

QString clockOf(core::WallTime at)
{
    return kit::formatClock(core::epochMs(at));
}

/// Without the channel in front, which is told in words.
QString bare(const QString &address)
{
    return address.sliced(address.indexOf(u':') + 1);
}

QString join(const QStringList &parts)
{
    QStringList said = parts;
    said.removeAll({});
    return said.join(u" · "_s);
}

} // namespace

QString ApprovalWords::state(ApprovalState state)
{
    switch (state) {
    case ApprovalState::New:
        return tr("new");
    case ApprovalState::Prompted:
        return tr("people were asked");
    case ApprovalState::Approved:
        return tr("approved");
    case ApprovalState::Edited:
        return tr("edited");
    case ApprovalState::Rejected:
        return tr("skipped");
    case ApprovalState::Expired:
        return tr("expired");
    case ApprovalState::Cancelled:
        break;
    }
    return tr("withdrawn");
}

QString ApprovalWords::place(const protocol::ApprovalRow &row)
{
    return tr("%1 on %2", "brand, platform").arg(row.brand, row.platform);
}

QString ApprovalWords::channel(const QString &channel)
{
    if (channel == "whatsapp"_L1)
        return tr("WhatsApp");
    if (channel == "imessage"_L1)
        return tr("iMessage");
    return channel == "console"_L1 ? tr("console") : channel;
}

QString ApprovalWords::decider(const QString &decider)
{
    const QString way = decider.section(u':', 0, 0);
    const QString who = decider.section(u':', 1);
    if (way == "console"_L1)
        return tr("%1 in the console").arg(who);
    if (way == "whatsapp"_L1 || way == "imessage"_L1)
        return tr("%1 (%2)", "masked address, channel").arg(who, channel(way));
    if (decider == "system:timeout"_L1)
        return tr("the deadline");
    return who.isEmpty() ? decider : who;
}

QString ApprovalWords::barred(const protocol::ApprovalRow &row, const std::vector<protocol::ApprovalPerson> &people)
{
    if (row.barred.isEmpty())
        return {};
    QStringList able;
    for (const protocol::ApprovalPerson &person : people) {
        if (person.entitled && person.id != row.submittedBy)
            able += person.id;
    }
    const QString who = able.isEmpty() ? QString() : tr("Who can: %1.").arg(able.join(u", "_s));
    const auto with = [&who](const QString &why) { return who.isEmpty() ? why : QString(why + u' ' + who); };
    if (row.barred == "role"_L1)
        return tr("Your role may not decide. Approvers, operators and admins can.");
    if (row.barred == "not_an_approver"_L1)
        return with(tr("You are none of this one's approvers."));
    if (row.barred == "submitter"_L1)
        return with(tr("You submitted it: somebody else decides."));
    if (row.barred == "closed"_L1)
        return tr("It is decided already: %1.").arg(state(row.state));
    if (row.barred == "voted"_L1)
        return with(tr("You have approved it: %n more approval(s) needed.", nullptr, std::max(0, row.required - row.given)));
    return row.barred;
}

QString ApprovalWords::prompts(const protocol::PromptCounts &counts)
{
    QStringList parts;
    if (counts.delivered > 0)
        parts += tr("%1 delivered").arg(kit::formatNumber(double(counts.delivered)));
    if (counts.sent > 0)
        parts += tr("%1 sent").arg(kit::formatNumber(double(counts.sent)));
    if (counts.waiting > 0)
        parts += tr("%1 waiting").arg(kit::formatNumber(double(counts.waiting)));
    if (counts.failed > 0)
        parts += tr("%1 failed").arg(kit::formatNumber(double(counts.failed)));
    return parts.isEmpty() ? tr("nobody was asked") : parts.join(u", "_s);
}

QString ApprovalWords::promptsShort(const protocol::PromptCounts &counts)
{
    // The worst first: that nobody knows of it is what somebody has to act on.
    if (counts.failed > 0)
        return tr("%1 failed").arg(kit::formatNumber(double(counts.failed)));
    if (counts.delivered > 0)
        return tr("%1 delivered").arg(kit::formatNumber(double(counts.delivered)));
    if (counts.sent > 0)
        return tr("%1 sent").arg(kit::formatNumber(double(counts.sent)));
    return counts.waiting > 0 ? tr("%1 waiting").arg(kit::formatNumber(double(counts.waiting))) : u"–"_s;
}

QString ApprovalWords::prompt(const protocol::ApprovalPrompt &prompt)
{
    const bool skipped = prompt.error == "skipped"_L1;
    const bool wrong = !skipped
        && (prompt.status == "failed"_L1 || prompt.status == "unknown"_L1 || prompt.status == "outside_window"_L1);
    const QString what = wordOf(kPromptWords, skipped ? prompt.error : prompt.status);
    QStringList more;
    if (prompt.kind == "revision"_L1)
        more += tr("about revision %1").arg(prompt.revision);
    else if (prompt.kind == "escalation"_L1)
        more += tr("by escalation");
    if (!skipped && !prompt.error.isEmpty())
        more += tr("error %1").arg(prompt.error);
    if (prompt.attempts > 1)
        more += tr("%n attempt(s)", nullptr, prompt.attempts);
    if (prompt.sentAt)
        more += clockOf(*prompt.sentAt);
    else if (prompt.dueAt && !skipped)
        more += tr("due %1").arg(clockOf(*prompt.dueAt));
    return (wrong ? u"▲ "_s : QString()) + prompt.approver + u" · "_s + channel(prompt.channel) + u": "_s
        + join(QStringList {what} + more);
}

QString ApprovalWords::vote(const protocol::ApprovalVote &vote)
{
    const QString what = vote.action == protocol::ApprovalAction::Approve ? tr("approves")
        : vote.action == protocol::ApprovalAction::Edit                  ? tr("edits")
                                                                         : tr("skips");
    return vote.approver + u": "_s
        + join({what, channel(vote.channel), tr("revision %1").arg(vote.revision), clockOf(vote.at),
                vote.counts ? QString() : tr("does not count")});
}

QString ApprovalWords::person(const protocol::ApprovalPerson &person)
{
    QStringList ways;
    if (!person.whatsapp.isEmpty())
        ways += channel(u"whatsapp"_s) + u' ' + bare(person.whatsapp);
    if (!person.imessage.isEmpty())
        ways += channel(u"imessage"_s) + u' ' + bare(person.imessage);
    if (!person.entitled)
        ways += tr("not yet: joins with escalation step %1").arg(person.step);
    return ways.isEmpty() ? person.id : QString(person.id + u": "_s + join(ways));
}

QString ApprovalWords::callback(const std::optional<protocol::OutboxItem> &callback)
{
    using protocol::OutboxItemState;
    if (!callback)
        return tr("Nothing to tell yet.");
    QStringList more;
    if (callback->attempts > 0)
        more += tr("%n attempt(s)", nullptr, callback->attempts);
    if (callback->state != OutboxItemState::Delivered && callback->lastStatus != 0
        && callback->lastError.isEmpty())
        more += tr("last status %1").arg(callback->lastStatus);
    if (callback->state != OutboxItemState::Delivered)
        more += callback->lastError;
    if (callback->nextAttemptAt && callback->state != OutboxItemState::Delivered)
        more += tr("next attempt %1").arg(clockOf(*callback->nextAttemptAt));
    switch (callback->state) {
    case OutboxItemState::Delivered:
        more += callback->endedAt ? clockOf(*callback->endedAt) : QString();
        return join(QStringList {u"● "_s + tr("core knows the decision")} + more);
    case OutboxItemState::Pending:
        return join(QStringList {u"○ "_s + tr("core is being told")} + more);
    case OutboxItemState::Retrying:
        return join(QStringList {u"▲ "_s + tr("core does not know yet, being retried")} + more);
    case OutboxItemState::Held:
        return join(QStringList {u"▲ "_s + tr("held: restored from a backup and not released")} + more);
    case OutboxItemState::Dead:
        break;
    }
    return join(QStringList {u"■ "_s + tr("core does not know: given up, replay it in the outbox")} + more);
}

bool ApprovalWords::isTrouble(const protocol::ApprovalEvent &event)
{
    static const QStringList types {u"refused"_s, u"prompt_failed"_s, u"expired"_s, u"delivery_attempt"_s, u"dead"_s};
    static const QStringList fine {u"processed"_s, u"recorded"_s, u"shown"_s};
    return types.contains(event.type) || (!event.outcome.isEmpty() && !fine.contains(event.outcome));
}

QString ApprovalWords::event(const protocol::ApprovalEvent &event)
{
    const bool system = event.actor.isEmpty() || event.actor == "system"_L1;
    return (isTrouble(event) ? u"▲ "_s : QString()) + clockOf(event.at) + u"  "_s
        + join({system ? QString() : decider(event.actor), wordOf(kEventWords, event.type),
                event.outcome.isEmpty() ? QString() : wordOf(kOutcomeWords, event.outcome), event.detail});
}

} // namespace signalbox::pages
