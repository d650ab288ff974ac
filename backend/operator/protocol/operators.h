#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

enum class OperatorState { Active, Revoked };

template <>
struct EnumWords<OperatorState>
{
    static constexpr std::array kWords {"active", "revoked"};
};

/// One person or program with a token for `/ops/v1`. The token itself is kept nowhere.
struct OperatorView
{
    QString name = {};
    Role role = Role::Viewer;
    std::vector<QString> addresses = {}; ///< where approvals reach this person: `whatsapp:+4917…`, `imessage:…`
    OperatorState state = OperatorState::Active;
    core::WallTime createdAt = {};
    QString createdBy = {};
    std::optional<core::WallTime> lastSeen = {}; ///< up to half a minute old; absent = never used
    std::optional<core::WallTime> revokedAt = {};

    static constexpr const char *kName = "OperatorView";
    static constexpr auto members()
    {
        return std::tuple(Member("name", &OperatorView::name), Member("role", &OperatorView::role),
                          Member("addresses", &OperatorView::addresses), Member("state", &OperatorView::state),
                          Member("createdAt", &OperatorView::createdAt), Member("createdBy", &OperatorView::createdBy),
                          Member("lastSeen", &OperatorView::lastSeen), Member("revokedAt", &OperatorView::revokedAt));
    }
    bool operator==(const OperatorView &) const = default;
};

/// `POST /ops/v1/operators`. A name that was revoked may be given again.
struct OperatorRequest
{
    QString name = {}; ///< 1 to 64 of `A-Z a-z 0-9 . _ @ + -`, beginning with a letter or digit
    Role role = Role::Viewer;
    std::vector<QString> addresses = {}; ///< at most 20
    QString reason = {};

    static constexpr const char *kName = "OperatorRequest";
    static constexpr auto members()
    {
        return std::tuple(Member("name", &OperatorRequest::name), Member("role", &OperatorRequest::role),
                          Member("addresses", &OperatorRequest::addresses), Member("reason", &OperatorRequest::reason));
    }
    bool operator==(const OperatorRequest &) const = default;
};

/// The answer: the only place where the token is ever shown. A repeat with the same Idempotency-Key has none.
struct OperatorAdded
{
    QString name = {};
    Role role = Role::Viewer;
    std::optional<QString> token = {}; ///< 64 hex digits
    QString auditId = {};

    static constexpr const char *kName = "OperatorAdded";
    static constexpr auto members()
    {
        return std::tuple(Member("name", &OperatorAdded::name), Member("role", &OperatorAdded::role),
                          Member("token", &OperatorAdded::token), Member("auditId", &OperatorAdded::auditId));
    }
    bool operator==(const OperatorAdded &) const = default;
};

} // namespace signalbox::protocol
