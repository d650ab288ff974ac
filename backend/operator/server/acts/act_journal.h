#pragma once

#include "backend/operator/protocol/audit.h"
#include "backend/platform/http/message.h"
#include "backend/platform/metrics/registry.h"
#include "backend/platform/storage/database.h"

#include <functional>

namespace signalbox::server {

/// The actor of a caller that no token or JWT names.
inline constexpr QLatin1StringView kUnknownActor("unknown");

/// Who acts and why. `actOf()` makes it from a request; the gateway's own acts (a guard that takes a flip back) fill it
/// in themselves, with actor `guard` and no address.
struct Act
{
    QString actor;
    QString role;
    QString address;
    QString name; ///< `POST /ops/v1/revisions`
    QString reason;
    QByteArray idempotencyKey = {}; ///< empty = none was given
    QByteArray bodyHash = {}; ///< SHA-256 of method, path and body, hex
    QString target = {}; ///< for the audit of an act that failed or was refused, and where the effect names none
};

/// What an act did, for the audit and for the caller.
struct ActEffect
{
    QString target;
    QString before = {}; ///< redacted
    QString after = {}; ///< redacted
    QJsonObject answer = {}; ///< body of the 200; `auditId` is added
};

/// Runs acts so that what is acknowledged, what is in the audit and what is in the store are one: the change, its audit
/// entry and the answer kept for the Idempotency-Key are committed together, then the caller is answered
/// (contract operator-console 1.1 and 2.6). Lives on the operator thread.
class ActJournal
{
public:
    /// The change itself, inside the transaction. Everything else that an act does (publishing, sending) comes after
    /// commit() has returned.
    using Change = std::function<Result<ActEffect>(storage::Connection &)>;

    /// Told of each committed entry, on the operator thread: for the stream's topic `audit`.
    using Told = std::function<void(const protocol::AuditEntry &)>;

    struct Outcome
    {
        QJsonObject answer; ///< with `auditId`
        bool replayed = false; ///< the same key and body were answered before: nothing was done now
    };

    /// Unknown callers whose refusals are kept within a minute; further ones are only counted.
    static constexpr int kUnknownPerMinute = 120;
    /// Refusals that may wait to be written.
    static constexpr int kMostWaiting = 1000;

    ActJournal(storage::Database &store, const core::Clock &clock, Told told, metrics::Registry *metrics = nullptr);
    ~ActJournal();
    Q_DISABLE_COPY_MOVE(ActJournal)

    /// Conflict when the key was used with another body (its answer says `idempotency_conflict`); the error of
    /// `change`, in which case nothing is changed and the attempt is kept in the audit as `failed`, with the error in
    /// `after`.
    Task<Result<Outcome>> commit(Act act, Change change);

    /// commit() for code without an event loop: a subcommand on the store.
    static Result<Outcome> commitNow(storage::Database &store, core::WallTime now, Act act, Change change);

    /// Keeps an act that was not let through, with `why` in `after`. Bounded: while more than 1,000 wait to be written,
    /// and beyond kUnknownPerMinute of unknown callers, further ones are counted in `signalbox_audit_dropped_total`
    /// only, so that a flood of wrong tokens cannot fill memory or the store.
    void refused(Act act, QString why);

private:
    struct State;
    static Task<Result<Outcome>> run(std::shared_ptr<State> state, Act act, Change change);
    static Task<bool> write(std::shared_ptr<State> state, protocol::AuditEntry entry);

    std::shared_ptr<State> m_state; ///< outlives the journal while something is being written
};

/// The caller of a request with the reason out of its body. Errors: 400 when the reason is no text, is longer than 500
/// characters, or `needsReason` and there is none, and when the Idempotency-Key is no short ASCII text; `field` names
/// what is wrong. `target` is the value of the path's last parameter.
std::expected<Act, http::Response> actOf(const http::RequestContext &request, const QJsonObject &body,
                                         bool needsReason = true);

/// The body of a request as an object; 400 for anything else. An empty body is an empty object.
std::expected<QJsonObject, http::Response> bodyOf(const http::RequestContext &request);

/// 200 with the outcome's answer, or the answer of its error.
http::Response actAnswer(const Result<ActJournal::Outcome> &outcome);

/// What a head check knows of an act that it refuses; `identity` is null for an unknown caller.
struct OperatorIdentity;
Act refusedAct(const http::RequestHead &head, const OperatorIdentity *identity);

} // namespace signalbox::server
