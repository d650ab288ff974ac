#include "app/server/approvals_print.h"

#include "app/server/ops_client.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;
using protocol::ApprovalDetail;
using protocol::ApprovalRow;
using protocol::ApprovalState;

namespace {

constexpr int kTextColumn = 60;

bool isOpen(const ApprovalRow &row)
{
    return row.state <= ApprovalState::Prompted;
}

/// `12 min 05 s`, `overdue`.
QString leftUntil(core::WallTime deadline, core::WallTime now)
{
    const auto left = std::chrono::duration_cast<std::chrono::seconds>(deadline - now).count();
    if (left <= 0)
        return u"overdue"_s;
    return u"%1 min %2 s"_s.arg(left / 60).arg(left % 60, 2, 10, QChar(u'0'));
}

void printField(const char *name, const QString &value)
{
    if (!value.isEmpty())
        std::printf("%-10s %s\n", name, qUtf8Printable(plainText(value)));
}

void printText(const char *name, const QString &text)
{
    std::printf("\n%s\n", name);
    for (const QString &line : plainText(text).split(u'\n'))
        std::printf("  > %s\n", qUtf8Printable(line));
}

/// What the reader may still do where that is not all: `may only skip it: submitter`. Empty for all of it.
QString mayStill(const ApprovalRow &row)
{
    using enum protocol::ApprovalAction;
    QStringList acts;
    for (const protocol::ApprovalAction action : {Approve, Edit, Skip}) {
        if (protocol::mayAct(row, action))
            acts += protocol::wordOf(action);
    }
    if (acts.size() == 3)
        return {};
    const QString may = acts.isEmpty() ? u"may not decide it"_s : u"may only %1 it"_s.arg(acts.join(u" or "_s));
    return row.barred.isEmpty() ? may : QString(may + u": "_s + row.barred);
}

void printPeople(const ApprovalDetail &detail)
{
    std::printf("\nWho may decide\n");
    for (const protocol::ApprovalPerson &person : detail.people)
        std::printf("  %s %s %s%s\n", qUtf8Printable(column(plainText(person.id), 20)),
                    qUtf8Printable(person.whatsapp), qUtf8Printable(person.imessage),
                    person.entitled ? "" : qUtf8Printable(u" (from step %1 on)"_s.arg(person.step)));
    for (const protocol::ApprovalVote &vote : detail.votes)
        std::printf("  %s %s of revision %d by %s%s\n", qUtf8Printable(protocol::toIsoUtc(vote.at)),
                    qUtf8Printable(protocol::wordOf(vote.action)), vote.revision,
                    qUtf8Printable(plainText(vote.approver)), vote.counts ? "" : ", does not count");
}

void printPrompts(const ApprovalDetail &detail)
{
    if (detail.prompts.empty())
        return;
    std::printf("\nPrompts\n");
    for (const protocol::ApprovalPrompt &prompt : detail.prompts)
        std::printf("  %s %s %s revision %d: %s %s\n", qUtf8Printable(column(plainText(prompt.approver), 20)),
                    qUtf8Printable(prompt.channel), qUtf8Printable(prompt.kind), prompt.revision,
                    qUtf8Printable(prompt.status), qUtf8Printable(prompt.error));
}

void printHistory(const ApprovalDetail &detail)
{
    std::printf("\nHistory\n");
    for (const protocol::ApprovalEvent &event : detail.history) {
        const QString outcome = event.outcome.isEmpty() ? QString() : QString(u" → "_s + event.outcome);
        std::printf("  %s %s %s %s%s\n", qUtf8Printable(protocol::toIsoUtc(event.at)),
                    qUtf8Printable(column(event.type, 16)), qUtf8Printable(plainText(event.actor)),
                    qUtf8Printable(plainText(event.detail)), qUtf8Printable(outcome));
    }
}

} // namespace

QString plainText(const QString &text)
{
    QString plain;
    for (const QChar c : text) {
        const bool turns = (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
        if (turns || (c.category() == QChar::Other_Control && c != u'\n'))
            plain += u"<U+%1>"_s.arg(c.unicode(), 4, 16, QChar(u'0')).toUpper();
        else
            plain += c;
    }
    return plain;
}

QString approvalOutcome(const ApprovalRow &row)
{
    if (isOpen(row))
        return u"%1 of %2 approvals"_s.arg(row.given).arg(row.required);
    QString outcome = protocol::wordOf(row.state);
    if (!row.decider.isEmpty())
        outcome += u" by "_s + row.decider;
    if (row.decidedAt)
        outcome += u" at "_s + protocol::toIsoUtc(*row.decidedAt);
    return outcome;
}

void printApproval(const ApprovalRow &row, core::WallTime now)
{
    const QString where = isOpen(row) ? leftUntil(row.deadlineAt, now) : protocol::wordOf(row.state);
    std::printf("%s %s %s %s\n", qUtf8Printable(column(plainText(row.id), 24)), qUtf8Printable(column(where, 14)),
                qUtf8Printable(column(plainText(row.brand), 16)),
                qUtf8Printable(column(plainText(row.text.simplified()), kTextColumn)));
}

void printApproval(const ApprovalDetail &detail)
{
    const ApprovalRow &row = detail.approval;
    printField("id", row.id);
    printField("state", protocol::wordOf(row.state) + u", "_s + approvalOutcome(row));
    printField("revision", QString::number(row.revision));
    printField("deadline", protocol::toIsoUtc(row.deadlineAt)
                   + (isOpen(row) ? u", "_s + leftUntil(row.deadlineAt, detail.at) : QString()));
    printField("brand", row.brand);
    printField("platform", row.platform);
    printField("persona", row.persona);
    printField("source", row.source);
    printField("context", row.contextUrl);
    printField("risks", QStringList(row.riskFlags.begin(), row.riskFlags.end()).join(u", "_s));
    printField("submitted", row.submittedBy);
    printField("reason", row.reason);
    if (isOpen(row))
        printField("you", mayStill(row));
    printText("Text", row.text);
    if (row.text != detail.proposedText)
        printText("Proposed was", detail.proposedText);
    printPeople(detail);
    printPrompts(detail);
    if (detail.callback)
        std::printf("\nDecision to %s: %s, %d attempts\n", qUtf8Printable(detail.callback->target),
                    qUtf8Printable(protocol::wordOf(detail.callback->state)), detail.callback->attempts);
    printHistory(detail);
}

} // namespace signalbox::daemon
