#include "backend/runtime/approvals_view.h"

#include "backend/runtime/approvals_reads.h"
#include "backend/runtime/read_aside.h"
#include "backend/services/approvals/console_step.h"
#include "backend/services/approvals/twilio_guard.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;
using approvals::ConsoleOutcome;
using approvals::OutcomeKind;
using server::ApprovalRefusal;
using server::ApprovalVerdict;
using storage::Connection;

namespace {

approvals::ConsoleAct actOf(const server::ApprovalWish &wish)
{
    static_assert(int(protocol::ApprovalAction::Skip) == int(approvals::Action::Skip));
    const bool edits = wish.action == protocol::ApprovalAction::Edit;
    return {.candidateId = wish.id,
            .action = approvals::Action(int(wish.action)),
            .revision = wish.revision,
            .text = edits ? wish.text : wish.reason,
            .operatorName = wish.by.name,
            .operatorAddresses = {wish.by.addresses.begin(), wish.by.addresses.end()}};
}

Result<ApprovalRefusal> refusalOf(const ConsoleOutcome &outcome)
{
    if (outcome.kind == ConsoleOutcome::Kind::NotFound)
        return ApprovalRefusal::NotFound;
    if (outcome.kind == ConsoleOutcome::Kind::Forbidden)
        return ApprovalRefusal::NotAnApprover;
    switch (outcome.outcome.kind) {
    case OutcomeKind::Already:
        return ApprovalRefusal::AlreadyDecided;
    case OutcomeKind::StaleRevision:
        return ApprovalRefusal::StaleRevision;
    case OutcomeKind::EditTooLong:
        return ApprovalRefusal::EditTooLong;
    case OutcomeKind::EmptyEdit:
        return ApprovalRefusal::EmptyEdit;
    case OutcomeKind::EditNotAllowed:
        return ApprovalRefusal::EditNotAllowed;
    default:
        return fail(ErrorCode::Internal, PublicText(), LogDetail(approvals::wordOf(outcome.outcome.kind)));
    }
}

/// The outcome that goes with a refusal, for the history.
ConsoleOutcome outcomeOf(ApprovalRefusal why)
{
    using Kind = ConsoleOutcome::Kind;
    switch (why) {
    case ApprovalRefusal::NotFound:
        return {.kind = Kind::NotFound};
    case ApprovalRefusal::NotAnApprover:
        return {.kind = Kind::Forbidden};
    case ApprovalRefusal::AlreadyDecided:
        return {.kind = Kind::Refused, .outcome = {.kind = OutcomeKind::Already}};
    case ApprovalRefusal::StaleRevision:
        return {.kind = Kind::Refused, .outcome = {.kind = OutcomeKind::StaleRevision}};
    case ApprovalRefusal::EditTooLong:
        return {.kind = Kind::Refused, .outcome = {.kind = OutcomeKind::EditTooLong}};
    case ApprovalRefusal::EmptyEdit:
        return {.kind = Kind::Refused, .outcome = {.kind = OutcomeKind::EmptyEdit}};
    case ApprovalRefusal::EditNotAllowed:
        return {.kind = Kind::Refused, .outcome = {.kind = OutcomeKind::EditNotAllowed}};
    }
    Q_UNREACHABLE();
}

/// The whole decision, inside the journal's transaction.
Result<ApprovalVerdict> decideIn(Connection &connection, const approvals::ConsoleAct &act, const Onlooker &onlooker,
                                 const approvals::Config &config, const approvals::BackgroundDoor *door)
{
    const auto before = readRow(connection, act.candidateId, onlooker, approvals::Reading::ToChange);
    if (!before)
        return std::unexpected(before.error());
    if (!*before)
        return ApprovalVerdict {.refusal = ApprovalRefusal::NotFound};
    const auto outcome = approvals::actFromConsole(connection, act, config, onlooker.now);
    if (!outcome)
        return std::unexpected(outcome.error());
    auto now = readRow(connection, act.candidateId, onlooker);
    if (!now)
        return std::unexpected(now.error());
    ApprovalVerdict verdict {.before = std::move(**before), .approval = std::move(**now)};
    if (outcome->kind != ConsoleOutcome::Kind::Done) {
        const auto why = refusalOf(*outcome);
        if (!why)
            return std::unexpected(why.error());
        verdict.refusal = *why;
        const auto stored = approvals::readCandidate(connection, act.candidateId);
        if (stored && *stored)
            verdict.editLimit = approvals::editLimit((*stored)->candidate.proposedText, config.edits);
        return verdict;
    }
    verdict.decided = outcome->outcome.kind == OutcomeKind::Processed;
    verdict.wake = [door, wakes = outcome->wakes] { door->wake(wakes); };
    return verdict;
}

/// What came of a refused act.
struct Kept
{
    protocol::ApprovalRow row;
    approvals::Wakes wakes;
};

Result<Kept> keepIn(Connection &connection, const approvals::ConsoleAct &act, const ConsoleOutcome &outcome,
                    const Onlooker &onlooker, const approvals::Config &config)
{
    const auto wakes = approvals::keepRefusedAct(connection, act, outcome, config, onlooker.now);
    if (!wakes)
        return std::unexpected(wakes.error());
    auto row = readRow(connection, act.candidateId, onlooker);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return fail(ErrorCode::NotFound, PublicText(u"there is no such approval"_s));
    return Kept {std::move(**row), *wakes};
}

} // namespace

ApprovalsView::ApprovalsView(ApprovalsShared &shared, const settings::Publisher &settings, cpu::Pool *pool,
                             const core::Clock &clock)
    : m_shared(shared), m_settings(settings), m_pool(pool), m_clock(clock)
{
    m_waiting.at = clock.wall();
}

Task<Result<server::ApprovalRows>> ApprovalsView::rows(server::OperatorIdentity by, std::optional<int> most)
{
    const Onlooker onlooker {std::move(by), m_clock.wall()};
    co_return co_await readAside<server::ApprovalRows>(
        &m_shared.database(), m_pool,
        [onlooker, most](Connection &connection) { return readRows(connection, most, onlooker); });
}

Task<Result<std::optional<protocol::ApprovalDetail>>> ApprovalsView::detail(server::OperatorIdentity by, QString id)
{
    const Onlooker onlooker {std::move(by), m_clock.wall()};
    co_return co_await readAside<std::optional<protocol::ApprovalDetail>>(
        &m_shared.database(), m_pool,
        [onlooker, id](Connection &connection) { return readDetail(connection, id, onlooker); });
}

server::ApprovalsPort::Step ApprovalsView::decision(server::ApprovalWish wish)
{
    return [act = actOf(wish), onlooker = Onlooker {wish.by, m_clock.wall()}, config = config(),
            door = &m_shared.door()](Connection &connection) {
        return decideIn(connection, act, onlooker, *config, door);
    };
}

Task<Result<protocol::ApprovalRow>> ApprovalsView::keepRefused(server::ApprovalWish wish, ApprovalRefusal why)
{
    auto kept = co_await approvals::inTransaction<Kept>(
        m_shared.database(),
        [act = actOf(wish), outcome = outcomeOf(why), onlooker = Onlooker {wish.by, m_clock.wall()},
         config = config()](Connection &connection) { return keepIn(connection, act, outcome, onlooker, *config); });
    if (!kept)
        co_return std::unexpected(kept.error());
    m_shared.door().wake(std::move(kept->wakes));
    co_return std::move(kept->row);
}

std::optional<server::SignatureTest> ApprovalsView::testSignature() const
{
    const auto test = approvals::testSignature(*config());
    if (!test)
        return {};
    return server::SignatureTest {.url = QString::fromUtf8(test->url),
                                  .isTaken = test->isTaken,
                                  .areForgedRefused = test->areForgedRefused};
}

Task<Result<std::optional<protocol::ApprovalNews>>> ApprovalsView::look()
{
    const auto head = co_await approvals::inRead<approvals::AuditHead>(
        m_shared.database(), [](Connection &connection) { return approvals::readAuditHead(connection); });
    if (!head)
        co_return std::unexpected(head.error());
    m_waiting.at = m_clock.wall();
    if (m_lastSeq == head->seq)
        co_return std::optional<protocol::ApprovalNews>();
    // A head that went back is a store that was put back: everything may be different.
    const bool isLater = m_lastSeq && *m_lastSeq < head->seq;
    const bool isFirst = !m_lastSeq;
    auto glance = co_await readAside<Glance>(
        &m_shared.database(), m_pool,
        [since = isLater ? m_lastSeq : std::nullopt, now = m_clock.wall()](Connection &connection) {
            return readGlance(connection, since, now);
        });
    if (!glance)
        co_return std::unexpected(glance.error());
    m_lastSeq = head->seq;
    m_waiting = std::move(glance->waiting);
    if (isFirst)
        co_return std::optional<protocol::ApprovalNews>();
    co_return std::optional(std::move(glance->news));
}

} // namespace signalbox::runtime
