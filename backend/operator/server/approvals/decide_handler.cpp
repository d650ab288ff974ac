#include "backend/operator/server/approvals/decide_handler.h"

#include "backend/operator/server/approvals/approvals_port.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/operator_owner.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::ApprovalAction;
using protocol::ApprovalRow;

namespace {

/// `prompted, revision 1`: for the audit, which holds no text of an approval.
QString stateWords(const ApprovalRow &row)
{
    return u"%1, revision %2"_s.arg(protocol::wordOf(row.state)).arg(row.revision);
}

QString outcomeWords(ApprovalAction action, const ApprovalVerdict &verdict)
{
    const ApprovalRow &now = verdict.approval;
    const QString counted = u", %1 of %2 approvals"_s.arg(now.given).arg(now.required);
    return protocol::wordOf(action) + u": "_s + stateWords(now) + (verdict.decided ? QString() : counted);
}

/// What the refusal is called, in words that the audit keeps as well (contract platform 13).
QString sentenceOf(ApprovalRefusal why, const ApprovalRow &now)
{
    switch (why) {
    case ApprovalRefusal::NotFound:
        return u"there is no such approval"_s;
    case ApprovalRefusal::NotAnApprover:
        return u"you are not one of the people who may decide this"_s;
    case ApprovalRefusal::StaleRevision:
        return u"Stale revision"_s;
    case ApprovalRefusal::AlreadyDecided:
        return u"Candidate already "_s + protocol::wordOf(now.state);
    case ApprovalRefusal::EditTooLong:
        return u"Edit too long"_s;
    case ApprovalRefusal::EmptyEdit:
        return u"Empty edit"_s;
    case ApprovalRefusal::EditNotAllowed:
        return u"Edit not allowed"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject whereItStands(const ApprovalRow &now)
{
    QJsonObject details {{"state"_L1, protocol::wordOf(now.state)},
                         {"revision"_L1, now.revision},
                         {"text"_L1, now.text},
                         {"decider"_L1, now.decider}};
    if (now.decidedAt)
        details.insert("decidedAt"_L1, protocol::toIsoUtc(*now.decidedAt));
    return details;
}

http::Response refusalAnswer(ApprovalRefusal why, const ApprovalRow &now, qint64 editLimit)
{
    const QString message = sentenceOf(why, now);
    switch (why) {
    case ApprovalRefusal::NotFound:
        return errorAnswer(404, {.code = u"not_found"_s, .message = message});
    case ApprovalRefusal::NotAnApprover:
        return errorAnswer(403, {.code = u"not_an_approver"_s, .message = message});
    case ApprovalRefusal::StaleRevision:
        return errorAnswer(409, {.code = u"stale_revision"_s, .message = message, .details = whereItStands(now)});
    case ApprovalRefusal::AlreadyDecided:
        return errorAnswer(409, {.code = u"already_decided"_s, .message = message, .details = whereItStands(now)});
    case ApprovalRefusal::EditTooLong:
        return errorAnswer(400, {.code = u"edit_too_long"_s,
                                 .message = message,
                                 .field = u"text"_s,
                                 .details = QJsonObject {{"limit"_L1, editLimit}}});
    case ApprovalRefusal::EmptyEdit:
        return errorAnswer(400, {.code = u"empty_edit"_s, .message = message, .field = u"text"_s});
    case ApprovalRefusal::EditNotAllowed:
        return errorAnswer(409, {.code = u"edit_not_allowed"_s, .message = message});
    }
    Q_UNREACHABLE();
}

ErrorCode codeOf(ApprovalRefusal why)
{
    switch (why) {
    case ApprovalRefusal::NotFound:
        return ErrorCode::NotFound;
    case ApprovalRefusal::NotAnApprover:
        return ErrorCode::Forbidden;
    case ApprovalRefusal::EditTooLong:
    case ApprovalRefusal::EmptyEdit:
        return ErrorCode::InvalidInput;
    default:
        return ErrorCode::Conflict;
    }
}

/// The act as a change for the journal; `verdict` holds what came of it, once it has run.
ActJournal::Change changeOf(ApprovalsPort::Step step, ApprovalAction action, std::shared_ptr<ApprovalVerdict> verdict)
{
    return [step = std::move(step), action, verdict = std::move(verdict)](
               storage::Connection &connection) -> Result<ActEffect> {
        *verdict = {};
        auto done = step(connection);
        if (!done)
            return std::unexpected(done.error());
        *verdict = std::move(*done);
        if (verdict->refusal)
            return fail(codeOf(*verdict->refusal), PublicText(sentenceOf(*verdict->refusal, verdict->approval)));
        return ActEffect {.target = verdict->approval.id,
                          .before = stateWords(verdict->before),
                          .after = outcomeWords(action, *verdict),
                          .answer = protocol::toJson(protocol::DecideAnswer {verdict->approval, verdict->decided, {}})};
    };
}

std::expected<protocol::DecideRequest, http::Response> askedOf(const QJsonObject &body)
{
    auto asked = recordOf<protocol::DecideRequest>(body);
    if (!asked)
        return std::unexpected(asked.error());
    if (!body.contains("action"_L1))
        return std::unexpected(badParameter(u"action"_s, u"action must be approve, edit or skip"_s));
    if (asked->revision < 1)
        return std::unexpected(badParameter(u"revision"_s, u"revision must be the one that was read"_s));
    if (asked->text && asked->action != ApprovalAction::Edit)
        return std::unexpected(badParameter(u"text"_s, u"only an edit has a text"_s));
    return std::move(*asked);
}

} // namespace

std::optional<http::Response> wrongKind(const OperatorContext &context, const http::RequestContext &request)
{
    if (!context.ports.approvals)
        return errorAnswer(503, {.code = u"not_configured"_s, .message = u"approvals is not configured"_s});
    const auto kind
        = protocol::fromWord<protocol::ApprovalKind>(QString::fromUtf8(pathValue(request, "kind")));
    if (!kind)
        return errorAnswer(404, {.code = u"not_found"_s, .message = u"there is no such kind of approval"_s});
    if (*kind == protocol::ApprovalKind::Workflow)
        return errorAnswer(404, {.code = u"not_found"_s,
                                 .message = u"the engineering service is not part of this gateway"_s});
    return {};
}

Task<http::Response> postDecide(OperatorContext *context, http::RequestPtr request)
{
    if (auto wrong = wrongKind(*context, *request))
        co_return *wrong;
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto asked = askedOf(*body);
    if (!asked)
        co_return asked.error();
    const auto act = actOf(*request, *body, false);
    if (!act)
        co_return act.error();
    const auto identity = context->auth.identify(request->head);
    if (!identity) // taken away since the head was read
        co_return errorAnswer(401, {.code = u"unauthorized"_s, .message = u"the token is not valid any more"_s});

    const ApprovalWish wish {.id = QString::fromUtf8(pathValue(*request, "id")),
                             .action = asked->action,
                             .revision = asked->revision,
                             .text = asked->text.value_or(QString()),
                             .reason = act->reason,
                             .by = *identity};
    const auto verdict = std::make_shared<ApprovalVerdict>();
    const auto outcome = co_await context->journal.commit(
        *act, changeOf(context->ports.approvals->decision(wish), wish.action, verdict));
    if (verdict->refusal == ApprovalRefusal::NotFound)
        co_return refusalAnswer(*verdict->refusal, {}, 0);
    if (verdict->refusal) {
        const auto now = co_await context->ports.approvals->keepRefused(wish, *verdict->refusal);
        co_return now ? refusalAnswer(*verdict->refusal, *now, verdict->editLimit) : errorAnswer(now.error());
    }
    if (outcome && verdict->wake)
        verdict->wake();
    co_return actAnswer(outcome);
}

} // namespace signalbox::server
