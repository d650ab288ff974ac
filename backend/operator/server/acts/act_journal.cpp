#include "backend/operator/server/acts/act_journal.h"

#include "backend/operator/server/acts/audit_store.h"
#include "backend/operator/server/acts/idempotency_store.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/platform/core/json_parse.h"
#include "backend/platform/log/log.h"

#include <deque>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::ActOutcome;
using protocol::AuditEntry;

struct ActJournal::State
{
    storage::Database &store;
    const core::Clock &clock;
    Told told; ///< empty once the journal is gone
    std::array<metrics::Counter, 3> written = {}; ///< by outcome
    metrics::Counter dropped = {};
    int waiting = 0;
    std::deque<core::SteadyTime> unknown = {}; ///< when the last ones of unknown callers came

    void tell(const AuditEntry &entry)
    {
        written[size_t(entry.outcome)].add();
        if (told)
            told(entry);
    }

    /// May one more refusal of an unknown caller be kept?
    bool admitUnknown()
    {
        const core::SteadyTime now = clock.steady();
        while (!unknown.empty() && unknown.front() + std::chrono::minutes(1) <= now)
            unknown.pop_front();
        if (unknown.size() >= size_t(kUnknownPerMinute))
            return false;
        unknown.push_back(now);
        return true;
    }
};

namespace {

const QByteArray kEntries = "signalbox_audit_entries_total"_ba;
const QByteArray kDropped = "signalbox_audit_dropped_total"_ba;

/// What a transaction came to.
struct Written
{
    ActJournal::Outcome outcome;
    std::optional<AuditEntry> entry; ///< none for a replay
};

AuditEntry entryOf(const Act &act, ActOutcome outcome, core::WallTime now)
{
    return {.at = now,
            .actor = act.actor,
            .role = act.role,
            .address = act.address,
            .act = act.name,
            .target = act.target,
            .reason = act.reason,
            .outcome = outcome};
}

AuditEntry failedEntry(const Act &act, const Error &error, core::WallTime now)
{
    AuditEntry entry = entryOf(act, ActOutcome::Failed, now);
    entry.after = error.text.text();
    return entry;
}

/// The answer of the same act with the same key; Conflict for another body.
Result<std::optional<QJsonObject>> replayOf(storage::Connection &connection, const Act &act, core::WallTime now)
{
    if (act.idempotencyKey.isEmpty())
        return std::optional<QJsonObject>();
    const auto kept = findAnswer(connection, act.actor, act.idempotencyKey, now);
    if (!kept)
        return std::unexpected(kept.error());
    if (!*kept)
        return std::optional<QJsonObject>();
    if ((*kept)->bodyHash != act.bodyHash)
        return fail(ErrorCode::Conflict, PublicText(u"this Idempotency-Key was used with another request"_s),
                    LogDetail(QString(kIdempotencyConflict)));
    const auto answer = core::parseJsonObject((*kept)->answer);
    return answer ? Result<std::optional<QJsonObject>>(*answer) : std::unexpected(answer.error());
}

/// The whole act, inside its transaction.
Result<Written> perform(storage::Connection &connection, const Act &act, const ActJournal::Change &change,
                        core::WallTime now)
{
    if (const auto locked = lockAuditHead(connection); !locked)
        return std::unexpected(locked.error());
    auto replay = replayOf(connection, act, now);
    if (!replay)
        return std::unexpected(replay.error());
    if (*replay)
        return Written {{std::move(**replay), true}, {}};
    auto effect = change(connection);
    if (!effect)
        return std::unexpected(effect.error());
    // Only now: a cut of the audit moves the head as well.
    auto head = readAuditHead(connection);
    if (!head)
        return std::unexpected(head.error());
    AuditEntry entry = entryOf(act, ActOutcome::Done, now);
    if (!effect->target.isEmpty())
        entry.target = effect->target;
    entry.before = effect->before;
    entry.after = effect->after;
    if (const auto added = appendAudit(connection, *head, entry); !added)
        return std::unexpected(added.error());
    QJsonObject answer = std::move(effect->answer);
    answer.insert("auditId"_L1, entry.id);
    if (!act.idempotencyKey.isEmpty()) {
        const QByteArray text = QJsonDocument(answer).toJson(QJsonDocument::Compact);
        const auto kept = keepAnswer(connection, act.actor, act.idempotencyKey, {act.bodyHash, text}, now);
        if (!kept)
            return std::unexpected(kept.error());
    }
    return Written {{std::move(answer), false}, std::move(entry)};
}

storage::Work actWork(std::shared_ptr<Written> written, Act act, ActJournal::Change change, core::WallTime now)
{
    return [written = std::move(written), act = std::move(act), change = std::move(change),
            now](storage::Connection &connection) -> Result<QVariant> {
        auto done = perform(connection, act, change, now);
        if (!done)
            return std::unexpected(done.error());
        *written = std::move(*done);
        return QVariant();
    };
}

storage::Work entryWork(std::shared_ptr<AuditEntry> entry)
{
    return [entry = std::move(entry)](storage::Connection &connection) -> Result<QVariant> {
        auto head = lockAuditHead(connection);
        if (!head)
            return std::unexpected(head.error());
        if (const auto added = appendAudit(connection, *head, *entry); !added)
            return std::unexpected(added.error());
        return QVariant();
    };
}

} // namespace

ActJournal::ActJournal(storage::Database &store, const core::Clock &clock, Told told, metrics::Registry *metrics)
    : m_state(std::make_shared<State>(State {.store = store, .clock = clock, .told = std::move(told)}))
{
    if (!metrics)
        return;
    metrics->declare({kEntries, "Entries added to the audit", metrics::Kind::Counter});
    metrics->declare({kDropped, "Acts that the audit does not hold", metrics::Kind::Counter});
    for (const ActOutcome outcome : {ActOutcome::Done, ActOutcome::Refused, ActOutcome::Failed})
        m_state->written[size_t(outcome)]
            = metrics->counter(kEntries, {{"outcome"_ba, protocol::wordOf(outcome).toLatin1()}});
    m_state->dropped = metrics->counter(kDropped);
}

ActJournal::~ActJournal()
{
    m_state->told = nullptr;
}

Task<Result<ActJournal::Outcome>> ActJournal::commit(Act act, Change change)
{
    return run(m_state, std::move(act), std::move(change));
}

Task<Result<ActJournal::Outcome>> ActJournal::run(std::shared_ptr<State> state, Act act, Change change)
{
    const auto written = std::make_shared<Written>();
    const auto done = co_await state->store.write(actWork(written, act, std::move(change), state->clock.wall()));
    if (!done) {
        co_await write(state, failedEntry(act, done.error(), state->clock.wall()));
        co_return std::unexpected(done.error());
    }
    if (written->entry)
        state->tell(*written->entry);
    co_return std::move(written->outcome);
}

Task<bool> ActJournal::write(std::shared_ptr<State> state, AuditEntry entry)
{
    const auto kept = std::make_shared<AuditEntry>(std::move(entry));
    const auto done = co_await state->store.write(entryWork(kept));
    if (done) {
        state->tell(*kept);
        co_return true;
    }
    state->dropped.add();
    log::error("operator", u"audit.dropped"_s,
               {{"act", kept->act}, {"actor", kept->actor}, {"problem", done.error().text.text()}});
    co_return false;
}

void ActJournal::refused(Act act, QString why)
{
    if (m_state->waiting >= kMostWaiting || (act.actor == kUnknownActor && !m_state->admitUnknown())) {
        m_state->dropped.add();
        return;
    }
    AuditEntry entry = entryOf(act, ActOutcome::Refused, m_state->clock.wall());
    entry.after = std::move(why);
    ++m_state->waiting;
    write(m_state, std::move(entry)).then([state = m_state](bool) { --state->waiting; });
}

Result<ActJournal::Outcome> ActJournal::commitNow(storage::Database &store, core::WallTime now, Act act, Change change)
{
    const auto written = std::make_shared<Written>();
    const auto done = store.writeNow(actWork(written, act, std::move(change), now));
    if (done)
        return std::move(written->outcome);
    // Where not even this can be written the caller is told why, and there is nobody else to tell.
    (void)store.writeNow(entryWork(std::make_shared<AuditEntry>(failedEntry(act, done.error(), now))));
    return std::unexpected(done.error());
}

} // namespace signalbox::server
