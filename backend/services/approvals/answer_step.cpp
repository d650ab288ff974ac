#include "backend/services/approvals/answer_step.h"

#include "backend/services/approvals/addresses.h"
#include "backend/services/approvals/message_store.h"
#include "backend/services/approvals/reply_text.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::Connection;

namespace {

constexpr std::chrono::seconds kBareWindow {60};
constexpr std::chrono::seconds kPendingEditLife {1800};
constexpr std::chrono::minutes kHashLife {10};

/// What a message asks for, with everything about the person worked out.
struct Wish
{
    Reply reply;
    std::optional<Target> target; ///< what it is about, if it is about something
    QString verb; ///< for the records
};

QString verbText(Verb verb)
{
    switch (verb) {
    case Verb::Approve:
        return u"approve"_s;
    case Verb::Skip:
        return u"skip"_s;
    case Verb::Edit:
        return u"edit"_s;
    case Verb::Show:
        return u"show"_s;
    case Verb::Help:
        return u"help"_s;
    }
    Q_UNREACHABLE();
}

Wish wishOf(Reply reply)
{
    Wish wish;
    if (const auto *command = std::get_if<Command>(&reply)) {
        wish.target = command->target;
        wish.verb = verbText(command->verb);
    } else if (const auto *empty = std::get_if<EmptyEdit>(&reply)) {
        wish.target = empty->target;
        wish.verb = u"empty edit"_s;
    } else if (const auto *announced = std::get_if<EditAnnounced>(&reply)) {
        wish.target = announced->target;
        wish.verb = u"edit announced"_s;
    } else {
        wish.verb = std::holds_alternative<Ambiguous>(reply) ? u"ambiguous"_s : u"none"_s;
    }
    wish.reply = std::move(reply);
    return wish;
}

/// One message on its way through the transaction.
class Answering
{
public:
    Answering(Connection &connection, const InboundMessage &message, const Config &config, core::WallTime now)
        : m_connection(connection), m_message(message), m_config(config), m_now(now),
          m_sender(normalAddress(message.channel, message.sender))
    {
    }

    Result<Answered> run()
    {
        if (m_message.idIsHash) {
            const auto forgotten
                = forgetInbound(m_connection, m_message.channel, m_message.messageId, m_now - kHashLife);
            if (!forgotten)
                return std::unexpected(forgotten.error());
        }
        const auto fresh = claimInbound(m_connection, m_message.channel, m_message.messageId, m_now);
        if (!fresh)
            return std::unexpected(fresh.error());
        if (!*fresh)
            return replay();
        if (const auto noted = noteSender(); !noted)
            return std::unexpected(noted.error());
        Result<Wish> wish = readWish();
        if (!wish)
            return std::unexpected(wish.error());
        const Result<Outcome> outcome = fulfil(*wish);
        if (!outcome)
            return std::unexpected(outcome.error());
        m_answered.answer = {m_message.channel, m_message.messageId, m_sender, wish->verb, *outcome, m_isApprover};
        if (const auto kept = writeAnswer(m_connection, m_answered.answer); !kept)
            return std::unexpected(kept.error());
        if (const auto chained = appendAudit(m_connection, m_events, m_now); !chained)
            return std::unexpected(chained.error());
        return std::move(m_answered);
    }

private:
    Result<Answered> replay()
    {
        auto answer = readAnswer(m_connection, m_message.channel, m_message.messageId);
        if (!answer)
            return std::unexpected(answer.error());
        Answered answered;
        answered.answer = std::move(*answer);
        answered.replayed = true;
        return answered;
    }

    Result<void> noteSender()
    {
        const auto known = isAnyApprover(m_connection, m_message.channel, m_sender);
        if (!known)
            return std::unexpected(known.error());
        m_isApprover = *known;
        if (m_message.channel != Channel::WhatsApp)
            return {};
        return writeInboundTime(m_connection, m_sender, m_now);
    }

    Result<Wish> readWish()
    {
        ReplyContext context {.mode = m_config.bareReplies, .quoted = {}, .buttonPayload = m_message.buttonPayload};
        if (context.mode != BareReplyMode::Off && !m_message.quotedSid.isEmpty()) {
            const auto quoted = readMessage(m_connection, m_message.quotedSid);
            if (!quoted)
                return std::unexpected(quoted.error());
            if (*quoted && !(*quoted)->key.candidateId.isEmpty() && (*quoted)->address == m_sender)
                context.quoted = Target {(*quoted)->key.candidateId, (*quoted)->key.revision};
        }
        if (context.mode == BareReplyMode::Single) {
            const auto open = openTo(m_connection, m_message.channel, m_sender, m_now - kBareWindow);
            if (!open)
                return std::unexpected(open.error());
            std::vector<OpenSpan> spans;
            for (const OpenTo &one : *open)
                spans.push_back({one.id, one.from, one.until});
            context.onlyOpen = onlyOpenFor(spans, m_now);
        }
        return withPendingEdit(wishOf(parseReply(m_message.text, context)));
    }

    /// The text of an edit that the message before announced. A message that is a whole command is that command:
    /// nobody means to publish the words `approve cr_1`.
    Result<Wish> withPendingEdit(Wish wish)
    {
        if (!m_config.twoStepEdit)
            return wish;
        const auto pending = takePendingEdit(m_connection, m_sender, m_now);
        if (!pending)
            return std::unexpected(pending.error());
        const QString text = wholeMessageText(m_message.text);
        if (!*pending || !std::holds_alternative<NotACommand>(wish.reply) || text.isEmpty())
            return wish;
        Target target {(*pending)->candidateId};
        if ((*pending)->revision > 0)
            target.revision = (*pending)->revision;
        return wishOf(Command {Verb::Edit, target, text});
    }

    Result<Outcome> fulfil(const Wish &wish)
    {
        if (std::holds_alternative<Ambiguous>(wish.reply))
            return plain(OutcomeKind::Ambiguous);
        if (!wish.target)
            return plain(OutcomeKind::Ignored);
        auto stored = find(*wish.target);
        if (!stored)
            return std::unexpected(stored.error());
        if (!*stored)
            return stranger(wish, m_isApprover ? QString() : wish.target->id);
        const auto approvers = readApprovers(m_connection, (*stored)->candidate.id);
        if (!approvers)
            return std::unexpected(approvers.error());
        const Approver *approver = approverWith(*approvers, m_message.channel, m_sender,
                                                (*stored)->candidate.escalationStep);
        if (!approver)
            return stranger(wish, (*stored)->candidate.id);
        m_events.push_back(inboundEvent(wish, (*stored)->candidate.id));
        return entitled(wish, **stored, *approvers, *approver);
    }

    Result<Outcome> entitled(const Wish &wish, const StoredCandidate &stored, const std::vector<Approver> &approvers,
                             const Approver &approver)
    {
        const Candidate &candidate = stored.candidate;
        const auto *command = std::get_if<Command>(&wish.reply);
        const bool acts = command && command->verb != Verb::Show;
        if (acts)
            return act(*command, stored, approvers, approver);
        if (isTerminal(candidate.state))
            return about(candidate, OutcomeKind::Already);
        if (candidate.deadlineAt <= m_now)
            return late(stored);
        if (command) {
            if (const auto noted = writeShown(m_connection, candidate.id, candidate.revision, approver.id); !noted)
                return std::unexpected(noted.error());
            Outcome shown = about(candidate, OutcomeKind::Shown);
            shown.text = candidate.currentText;
            return shown;
        }
        if (std::holds_alternative<EmptyEdit>(wish.reply))
            return about(candidate, OutcomeKind::EmptyEdit);
        return announce(candidate, *wish.target);
    }

    Result<Outcome> announce(const Candidate &candidate, const Target &target)
    {
        if (!m_config.twoStepEdit)
            return plain(OutcomeKind::Ignored);
        if (!candidate.allowEdit)
            return about(candidate, OutcomeKind::EditNotAllowed);
        const PendingEdit edit {candidate.id, target.revision.value_or(0)};
        if (const auto kept = writePendingEdit(m_connection, m_sender, edit, m_now + kPendingEditLife); !kept)
            return std::unexpected(kept.error());
        return plain(OutcomeKind::Ignored);
    }

    Result<Outcome> act(const Command &command, const StoredCandidate &stored, const std::vector<Approver> &approvers,
                        const Approver &approver)
    {
        const Candidate &candidate = stored.candidate;
        Act act;
        act.action = command.verb == Verb::Approve ? Action::Approve
            : command.verb == Verb::Edit           ? Action::Edit
                                                   : Action::Skip;
        act.revision = command.target->revision;
        act.text = command.text;
        act.approver = approver.id;
        act.channel = m_message.channel;
        act.at = m_now;
        if (m_message.channel == Channel::WhatsApp)
            act.bodyUnits = m_message.text.size();
        const auto seen = wasShown(m_connection, candidate.id, candidate.revision, approver.id);
        if (!seen)
            return std::unexpected(seen.error());
        act.textSeen = *seen;
        const Actor actor {deciderName(m_message.channel, m_message.sender), m_message.messageId};
        const auto outcome
            = applyAct(m_connection, stored, approvers, act, m_config.edits, actor, std::exchange(m_events, {}),
                       m_answered.wakes, stepContext(m_config, m_now));
        // The answer to a stale approve holds the current text, so that it counts as shown from now on.
        if (outcome && outcome->kind == OutcomeKind::StaleRevision && m_config.acknowledge) {
            if (const auto noted = writeShown(m_connection, candidate.id, candidate.revision, approver.id); !noted)
                return std::unexpected(noted.error());
        }
        return outcome;
    }

    Result<Outcome> late(const StoredCandidate &stored)
    {
        const auto expired
            = expireCandidate(m_connection, stored, m_answered.wakes, stepContext(m_config, m_now));
        if (!expired)
            return std::unexpected(expired.error());
        return about(*expired, OutcomeKind::Already);
    }

    /// Exact first, then the only one open to the sender that differs in case.
    Result<std::optional<StoredCandidate>> find(const Target &target)
    {
        auto exact = readCandidate(m_connection, target.id, Reading::ToChange);
        if (!exact || *exact)
            return exact;
        const auto open = openTo(m_connection, m_message.channel, m_sender, m_now);
        if (!open)
            return std::unexpected(open.error());
        QStringList ids;
        for (const OpenTo &one : *open) {
            if (!one.until)
                ids += one.id;
        }
        const std::optional<QString> other = idInOtherCase(target.id, ids);
        return other ? readCandidate(m_connection, *other, Reading::ToChange) : exact;
    }

    /// Unknown id and foreign sender get the same answer. `aboutId` empty: a slip of somebody who may approve others.
    Outcome stranger(const Wish &wish, const QString &aboutId)
    {
        AuditEvent event = inboundEvent(wish, aboutId);
        if (!aboutId.isEmpty()) {
            // The chain is never purged, so a stranger's address stands in the details only.
            event.type = "refused";
            event.actor = maskedAddress(event.actor);
            event.details[u"sender"_s] = deciderName(m_message.channel, m_message.sender);
            m_answered.refused = true;
        }
        m_events.push_back(event);
        return plain(OutcomeKind::NotFound);
    }

    AuditEvent inboundEvent(const Wish &wish, const QString &candidateId) const
    {
        return {.type = "inbound",
                .candidateId = candidateId,
                .actor = deciderName(m_message.channel, m_message.sender),
                .details = {{u"channel"_s, QString(name(m_message.channel))},
                            {u"message_id"_s, m_message.messageId},
                            {u"command"_s, wish.verb}}};
    }

    static Outcome plain(OutcomeKind kind) { return Outcome {.kind = kind}; }

    static Outcome about(const Candidate &candidate, OutcomeKind kind)
    {
        return Outcome {.kind = kind,
                        .candidateId = candidate.id,
                        .required = candidate.requiredApprovals,
                        .revision = candidate.revision,
                        .state = candidate.state};
    }

    Connection &m_connection;
    const InboundMessage &m_message;
    const Config &m_config;
    core::WallTime m_now;
    QString m_sender;
    bool m_isApprover = false;
    std::vector<AuditEvent> m_events;
    Answered m_answered;
};

} // namespace

StepContext stepContext(const Config &config, core::WallTime now)
{
    return {.now = now,
            .whatsappOn = config.isOn(Channel::WhatsApp),
            .imessageOn = config.isOn(Channel::Imessage),
            .callbackDelay = config.callback.schedule.first()};
}

Result<Answered> answerMessage(Connection &connection, const InboundMessage &message, const Config &config,
                               core::WallTime now)
{
    return Answering(connection, message, config, now).run();
}

} // namespace signalbox::approvals
