#pragma once

#include "backend/platform/storage/outbox_dispatcher.h"
#include "backend/platform/storage/outbox_store.h"

#include <functional>
#include <map>

/// What an outbox must do, whichever dialect: run by the unit test on SQLite and by the peer test on a real PostgreSQL
/// server. Each function uses Qt Test's checks and begins with an empty table.
namespace signalbox::storage::checks {

/// The checks' table, made anew.
inline constexpr char kOutboxTable[] = "checked_outbox";
void makeOutbox(Database &store);

/// Writes a message that is due at once.
void enqueue(Database &store, const QString &id, const QString &target, const QString &subject = {});
/// A message as it stands.
OutboxRow messageOf(Database &store, const QString &id);

/// Runs `step` in a transaction; its result.
template <class T> Result<T> within(Database &store, const std::function<Result<T>(Connection &)> &step)
{
    auto result = std::make_shared<std::optional<Result<T>>>();
    const auto done = store.writeNow([result, step](Connection &connection) -> Result<QVariant> {
        result->emplace(step(connection));
        return **result ? Result<QVariant>(QVariant()) : std::unexpected((*result)->error());
    });
    return *result ? **result : Result<T>(std::unexpected(done.error()));
}

/// A receiver that notes what it got and answers after a while.
class Receiver
{
public:
    Receiver() = default;
    /// Ends what a dispatcher left behind that was destroyed as a killed process would be.
    ~Receiver();
    Q_DISABLE_COPY_MOVE(Receiver)

    OutboxPorts ports();
    /// Options with short waits.
    static OutboxOptions options();

    std::map<QString, core::milliseconds> slow; ///< by target
    std::function<DeliveryResult(const OutboxRow &)> answer; ///< delivered, when empty
    std::map<QString, int> got; ///< deliveries by id
    std::vector<OutboxRow> recorded;
    int inFlight = 0;
    int mostInFlight = 0;

private:
    bool m_isGone = false;

    static Task<DeliveryResult> deliver(Receiver *self, OutboxRow row, CancelToken cancel);
};

void aMessageComesBackAsItWas(Database &store);
void idsAndSubjectsAreUnique(Database &store);
void claimsAreExclusiveUntilTheLeaseEnds(Database &store);
void aClaimSharesItsSlotsByTarget(Database &store);
void resultsMoveAMessageOn(Database &store);
void aLateSuccessCountsALateFailureDoesNot(Database &store);
void replayKeepsTheId(Database &store);
void aClockPutBackHoldsNothingUp(Database &store);
void heldMessagesWait(Database &store);
void listsAndStats(Database &store);

void deliversWithinASecondOfTheWakeUp(Database &store);
void eachIsDeliveredOnceByTwo(Database &a, Database &b);
void aSlowTargetLeavesSlotsToOthers(Database &store);
void failuresFollowTheScheduleUntilDead(Database &store);
void theHookIsInTheSameTransaction(Database &store);
void whatCannotBeSentIsNotAnAttempt(Database &store);
void theEndHandsLeasesBack(Database &store);
void leasesOutliveSlowAnswers(Database &store, Database &other);

} // namespace signalbox::storage::checks
