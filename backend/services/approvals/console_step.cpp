#include "backend/services/approvals/console_step.h"

#include "backend/platform/core/json_parse.h"
#include "backend/services/approvals/addresses.h"

#include <QJsonArray>

#include <algorithm>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

/// Whether the submission said who may decide.
bool namesApprovers(const Candidate &candidate)
{
    const auto request = core::parseJsonObject(candidate.request);
    return request && !(*request)["policy"_L1]["approvers"_L1].toArray().isEmpty();
}

/// What is kept of an act that was not done.
AuditEvent refusedEvent(const ConsoleAct &act, const ConsoleOutcome &outcome)
{
    AuditEvent event {.type = "refused",
                      .candidateId = act.candidateId,
                      .actor = deciderName(Channel::Console, act.operatorName),
                      .details = {{u"channel"_s, u"console"_s}, {u"command"_s, QString(name(act.action))}}};
    if (outcome.kind == ConsoleOutcome::Kind::Forbidden)
        return event;
    event.type = "inbound";
    event.details[u"outcome"_s] = QString(wordOf(outcome.outcome.kind));
    return event;
}

bool hasAddress(const Approver &approver, const QStringList &addresses)
{
    return std::ranges::any_of(addresses, [&approver](const QString &address) {
        const bool imessage = address.startsWith(u"imessage:");
        const Channel channel = imessage ? Channel::Imessage : Channel::WhatsApp;
        const QString normal = normalAddress(channel, imessage ? address.mid(9) : address);
        return !normal.isEmpty() && approver.address(channel) == normal;
    });
}

} // namespace

QString consoleApprover(const Candidate &candidate, const std::vector<Approver> &approvers, const QString &operatorName,
                        const QStringList &operatorAddresses)
{
    const bool named = namesApprovers(candidate);
    for (const Approver &approver : approvers) {
        if (approver.step > candidate.escalationStep)
            continue;
        const bool is = named ? approver.id == operatorName || hasAddress(approver, operatorAddresses) : approver.owner;
        if (is)
            return approver.id;
    }
    return {};
}

Result<ConsoleOutcome> actFromConsole(storage::Connection &connection, const ConsoleAct &wanted, const Config &config,
                                      core::WallTime now)
{
    const auto stored = readCandidate(connection, wanted.candidateId, Reading::ToChange);
    if (!stored)
        return std::unexpected(stored.error());
    if (!*stored)
        return ConsoleOutcome {.kind = ConsoleOutcome::Kind::NotFound};
    const Candidate &candidate = (*stored)->candidate;
    const auto approvers = readApprovers(connection, candidate.id);
    if (!approvers)
        return std::unexpected(approvers.error());
    const QString actor = deciderName(Channel::Console, wanted.operatorName);
    const QString approver
        = consoleApprover(candidate, *approvers, wanted.operatorName, wanted.operatorAddresses);
    if (approver.isEmpty()) {
        const ConsoleOutcome forbidden {.kind = ConsoleOutcome::Kind::Forbidden};
        const auto chained = appendAudit(connection, {refusedEvent(wanted, forbidden)}, now);
        if (!chained)
            return std::unexpected(chained.error());
        return forbidden;
    }
    const Act act {.action = wanted.action,
                   .revision = wanted.revision,
                   .text = wanted.text,
                   .approver = approver,
                   .channel = Channel::Console,
                   .operatorName = wanted.operatorName,
                   .textSeen = true,
                   .exactRevision = true,
                   .at = now};
    ConsoleOutcome result;
    const auto outcome = applyAct(connection, **stored, *approvers, act, config.edits, {actor, {}}, {}, result.wakes,
                                  stepContext(config, now));
    if (!outcome)
        return std::unexpected(outcome.error());
    result.outcome = *outcome;
    const bool done = outcome->kind == OutcomeKind::Processed || outcome->kind == OutcomeKind::Recorded;
    result.kind = done ? ConsoleOutcome::Kind::Done : ConsoleOutcome::Kind::Refused;
    return result;
}

Result<Wakes> keepRefusedAct(storage::Connection &connection, const ConsoleAct &act, const ConsoleOutcome &outcome,
                             const Config &config, core::WallTime now)
{
    // Before the audit's head is locked: everybody takes them in this order.
    const auto stored = readCandidate(connection, act.candidateId, Reading::ToChange);
    if (!stored)
        return std::unexpected(stored.error());
    if (!*stored)
        return Wakes {};
    if (const auto chained = appendAudit(connection, {refusedEvent(act, outcome)}, now); !chained)
        return std::unexpected(chained.error());
    Wakes wakes;
    const Candidate &candidate = (*stored)->candidate;
    if (isTerminal(candidate.state) || candidate.deadlineAt > now)
        return wakes;
    const auto expired = expireCandidate(connection, **stored, wakes, stepContext(config, now));
    return expired ? Result<Wakes>(std::move(wakes)) : std::unexpected(expired.error());
}

} // namespace signalbox::approvals
