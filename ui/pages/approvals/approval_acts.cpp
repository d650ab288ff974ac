#include "ui/pages/approvals/approval_acts.h"

#include "ui/client/act_words.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/pages/approvals/approval_words.h"

#include <QDateTime>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::ApprovalAction;
using protocol::ApprovalState;

namespace {

/// The row as the details of a conflict tell it.
protocol::ApprovalRow rowNow(protocol::ApprovalRow row, const QJsonObject &details)
{
    row.state = protocol::fromWord<ApprovalState>(details["state"_L1].toString()).value_or(row.state);
    row.revision = details["revision"_L1].toInt(row.revision);
    row.text = details["text"_L1].toString(row.text);
    row.decider = details["decider"_L1].toString();
    if (row.state > ApprovalState::Prompted) {
        row.mayDecide = false;
        row.barred = u"closed"_s;
    }
    const QDateTime at = QDateTime::fromString(details["decidedAt"_L1].toString(), Qt::ISODateWithMs);
    if (at.isValid())
        row.decidedAt = core::WallTime(std::chrono::milliseconds(at.toMSecsSinceEpoch()));
    return row;
}

} // namespace

ApprovalActs::ApprovalActs(client::Facets &facets, QObject *parent)
    : QObject(parent)
    , m_facets(facets)
{
}

QString ApprovalActs::refusal() const
{
    return client::actRefusal(m_facets.session, u"POST /ops/v1/approvals/:kind/:id/decide"_s,
                              protocol::Role::Approver);
}

client::Call ApprovalActs::decide(const protocol::ApprovalRow &row, ApprovalAction action,
                                  const std::optional<QString> &text, const QString &reason, Done done)
{
    const protocol::DecideRequest request{
        .action = action, .revision = row.revision, .text = text, .reason = reason};
    return m_facets.approvals.decide(
        this, row.id, request,
        [row, action, done = std::move(done)](const Result<protocol::DecideAnswer> &answer) {
            done(answer ? ApprovalActs::done(*answer, action) : refused(row, answer.error()));
        });
}

ApprovalOutcome ApprovalActs::done(const protocol::DecideAnswer &answer, ApprovalAction action)
{
    const QString place = ApprovalWords::place(answer.approval);
    if (!answer.decided) {
        const int missing = std::max(0, answer.approval.required - answer.approval.given);
        return {ApprovalOutcome::Kind::Counted,
                tr("Counted: %1. %n more approval(s) needed.", nullptr, missing).arg(place), answer.approval, {}};
    }
    const QString text = action == ApprovalAction::Skip ? tr("Skipped: %1.").arg(place)
        : action == ApprovalAction::Edit                ? tr("Approved with your text: %1.").arg(place)
                                                        : tr("Approved: %1.").arg(place);
    return {ApprovalOutcome::Kind::Decided, text, answer.approval, {}};
}

QString ApprovalActs::meanwhile(const protocol::ApprovalRow &row)
{
    const QString state = ApprovalWords::state(row.state);
    const QString at = row.decidedAt ? kit::formatClock(core::epochMs(*row.decidedAt)) : u"–"_s;
    if (row.decider.isEmpty())
        return tr("Decided meanwhile at %1: %2.").arg(at, state);
    return tr("Decided meanwhile by %1 at %2: %3.").arg(ApprovalWords::decider(row.decider), at, state);
}

ApprovalOutcome ApprovalActs::refused(const protocol::ApprovalRow &row, const Error &error)
{
    const protocol::ErrorDetail told = client::refusalOf(error);
    const QJsonObject details = told.details.value_or(QJsonObject());
    if (told.code == "already_decided"_L1) {
        const protocol::ApprovalRow now = rowNow(row, details);
        return {ApprovalOutcome::Kind::Meanwhile, meanwhile(now), now, {}};
    }
    if (told.code == "stale_revision"_L1) {
        const protocol::ApprovalRow now = rowNow(row, details);
        return {ApprovalOutcome::Kind::Changed, tr("The text was changed meanwhile. Nothing was decided."), now, {}};
    }
    if (told.code == "edit_too_long"_L1) {
        const int limit = details["limit"_L1].toInt();
        return {ApprovalOutcome::Kind::Refused, tr("The text is too long: at most %n character(s).", nullptr, limit),
                {}, limit};
    }
    if (told.code == "not_an_approver"_L1)
        return {ApprovalOutcome::Kind::Refused,
                tr("You are none of this one's approvers. The attempt is in the audit log."), {}, {}};
    return {ApprovalOutcome::Kind::Refused, kit::errorText(error), {}, {}};
}

} // namespace signalbox::pages
