#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

/// `retrying`: pending, and tried at least once. `held`: restored from a backup and not released.
enum class OutboxItemState { Pending, Retrying, Held, Dead, Delivered };

template <>
struct EnumWords<OutboxItemState>
{
    static constexpr std::array kWords {"pending", "retrying", "held", "dead", "delivered"};
};

/// One message to the outside, one row of `GET /ops/v1/outbox`. Never its body.
struct OutboxItem
{
    QString id = {}; ///< `webhook-id`: the same over all attempts and replays
    QString service = {}; ///< whose: `approvals`
    QString subject = {}; ///< what it is about: the candidate
    QString target = {}; ///< who gets it: `core_webhook`
    OutboxItemState state = OutboxItemState::Pending;
    int attempts = 0;
    core::WallTime createdAt = {};
    std::optional<core::WallTime> nextAttemptAt = {}; ///< of one that will be tried
    std::optional<core::WallTime> endedAt = {}; ///< delivered, or given up
    int lastStatus = 0; ///< HTTP status of the last attempt; 0 = no answer or no attempt
    QString lastError = {};

    static constexpr const char *kName = "OutboxItem";
    static constexpr auto members()
    {
        return std::tuple(Member("id", &OutboxItem::id), Member("service", &OutboxItem::service),
                          Member("subject", &OutboxItem::subject), Member("target", &OutboxItem::target),
                          Member("state", &OutboxItem::state), Member("attempts", &OutboxItem::attempts),
                          Member("createdAt", &OutboxItem::createdAt),
                          Member("nextAttemptAt", &OutboxItem::nextAttemptAt), Member("endedAt", &OutboxItem::endedAt),
                          Member("lastStatus", &OutboxItem::lastStatus), Member("lastError", &OutboxItem::lastError));
    }
    bool operator==(const OutboxItem &) const = default;
};

/// How one target stands.
struct OutboxTarget
{
    QString service = {};
    QString target = {};
    int pending = 0;
    int retrying = 0;
    int held = 0;
    int dead = 0;
    std::optional<core::WallTime> oldestAt = {}; ///< createdAt of the oldest that waits; not of held and dead ones

    static constexpr const char *kName = "OutboxTarget";
    static constexpr auto members()
    {
        return std::tuple(Member("service", &OutboxTarget::service), Member("target", &OutboxTarget::target),
                          Member("pending", &OutboxTarget::pending), Member("retrying", &OutboxTarget::retrying),
                          Member("held", &OutboxTarget::held), Member("dead", &OutboxTarget::dead),
                          Member("oldestAt", &OutboxTarget::oldestAt));
    }
    bool operator==(const OutboxTarget &) const = default;
};

/// `GET /ops/v1/outbox/targets`.
struct OutboxTargets
{
    std::vector<OutboxTarget> items = {};
    core::WallTime at = {};

    static constexpr const char *kName = "OutboxTargets";
    static constexpr auto members()
    {
        return std::tuple(Member("items", &OutboxTargets::items), Member("at", &OutboxTargets::at));
    }
    bool operator==(const OutboxTargets &) const = default;
};

/// `POST /ops/v1/outbox/{id}/replay`: due now, with the same id. With `preview` nothing is changed, no audit entry is
/// written and `reason` may be empty.
struct ReplayRequest
{
    QString reason = {};
    bool preview = false;

    static constexpr const char *kName = "ReplayRequest";
    static constexpr auto members()
    {
        return std::tuple(Member("reason", &ReplayRequest::reason), Member("preview", &ReplayRequest::preview));
    }
    bool operator==(const ReplayRequest &) const = default;
};

/// What would be sent.
struct ReplayPreview
{
    QString method = {};
    QString url = {}; ///< without user information and query
    std::vector<QString> headers = {}; ///< names only: `webhook-id`, `webhook-signature`, …
    QJsonObject body = {}; ///< addresses masked
    QString breaker = {}; ///< of the target: `closed`, `open`, `halfOpen`; empty = none

    static constexpr const char *kName = "ReplayPreview";
    static constexpr auto members()
    {
        return std::tuple(Member("method", &ReplayPreview::method), Member("url", &ReplayPreview::url),
                          Member("headers", &ReplayPreview::headers), Member("body", &ReplayPreview::body),
                          Member("breaker", &ReplayPreview::breaker));
    }
    bool operator==(const ReplayPreview &) const = default;
};

/// Its answer.
struct ReplayAnswer
{
    OutboxItem item = {};
    std::optional<ReplayPreview> preview = {}; ///< of a dry run
    QString auditId = {}; ///< empty in a dry run

    static constexpr const char *kName = "ReplayAnswer";
    static constexpr auto members()
    {
        return std::tuple(Member("item", &ReplayAnswer::item), Member("preview", &ReplayAnswer::preview),
                          Member("auditId", &ReplayAnswer::auditId));
    }
    bool operator==(const ReplayAnswer &) const = default;
};

} // namespace signalbox::protocol
