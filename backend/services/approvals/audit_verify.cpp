#include "backend/services/approvals/audit_verify.h"

#include "backend/platform/core/sleep.h"
#include "backend/services/approvals/transaction.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

/// Read and hashed within about 1 ms, because requests wait meanwhile.
constexpr int kPage = 100;

AuditVerdict broken(qint64 seq, const QString &reason)
{
    return {.ok = false, .head = {}, .firstBad = seq, .reason = reason};
}

} // namespace

Task<Result<AuditVerdict>> verifyAudit(storage::Database &database, CancelToken cancel)
{
    const auto head
        = co_await inRead<AuditHead>(database, [](storage::Connection &connection) { return readAuditHead(connection); });
    if (!head)
        co_return std::unexpected(head.error());
    AuditHead last {0, auditGenesis()};
    while (last.seq < head->seq) {
        const auto rows = co_await inRead<std::vector<AuditRow>>(
            database,
            [after = last.seq](storage::Connection &connection) { return readAudit(connection, {}, after, kPage); });
        if (!rows)
            co_return std::unexpected(rows.error());
        if (rows->empty())
            co_return broken(last.seq + 1, u"the chain ends before its head"_s);
        for (const AuditRow &row : *rows) {
            if (row.entry.seq > head->seq)
                break;
            if (const auto fault = auditFault(last, row.entry, row.data))
                co_return broken(last.seq + 1, *fault);
            last = {row.entry.seq, row.entry.hash};
        }
        co_await core::sleepFor(core::milliseconds(0));
        if (cancel.isCancelled())
            co_return fail(ErrorCode::Cancelled, PublicText(u"the process ends"_s));
    }
    if (last.hash != head->hash)
        co_return broken(last.seq, u"the head is not the end of the chain"_s);
    co_return AuditVerdict {.ok = true, .head = last, .firstBad = 0, .reason = {}};
}

} // namespace signalbox::approvals
