#pragma once

#include "backend/services/commerce/provider_id.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace signalbox::commerce {

/// What a confirmation token says (contract commerce-router 7).
struct TokenClaims
{
    QByteArray jti; ///< 32 hex digits: key of the routing record
    QByteArray requestId;
    ProviderId provider = ProviderId::MealMe;
    QString subject; ///< empty = anonymous
    qint64 issuedAt = 0; ///< epoch seconds
    qint64 expiresAt = 0;

    bool operator==(const TokenClaims &) const = default;
};

/// `conf_<payload>.<signature>`.
QByteArray makeToken(const TokenClaims &claims, const QByteArray &secret);

/// The claims of a token with the right shape and signature, compared in constant time. Expiry is not judged here.
std::optional<TokenClaims> readToken(const QByteArray &token, const QByteArray &secret);

/// How a user id appears in logs: the first 12 hex digits of its HMAC.
QByteArray userReference(const QString &userId, const QByteArray &secret);

} // namespace signalbox::commerce
