#pragma once

#include "backend/operator/protocol/common.h"
#include "backend/platform/http/message.h"

#include <QJsonDocument>

namespace signalbox::server {

/// The manners of the operator listener: `{"error":{"code","message"}}`, no CORS, nothing is cached.
class OperatorOwner final : public http::Owner
{
public:
    QByteArray name() const override { return "operator"; }
    QByteArray requestId(const http::RequestHead &head, core::WallTime now) const override;
    http::Response refuse(http::Refusal refusal, const http::RequestHead &head, const QByteArray &requestId,
                          const QString &reason) const override;
    void decorate(const http::RequestHead &head, const QByteArray &requestId, http::Response &response) const override;
    http::Response preflight(const http::RequestHead &head) const override;
};

/// Log detail of the Conflict whose answer has the code `idempotency_conflict`.
inline constexpr QLatin1StringView kIdempotencyConflict("idempotency_conflict");

/// An answer with this error.
http::Response errorAnswer(int status, protocol::ErrorDetail error);
/// The answer for an Error; its log detail stays inside.
http::Response errorAnswer(const Error &error);
/// 400 that names the parameter or member.
http::Response badParameter(const QString &name, const QString &message);

/// A request's body as a record; 400 that names the first member of a wrong type.
template <protocol::Record T>
std::expected<T, http::Response> recordOf(const QJsonObject &body)
{
    auto record = protocol::fromJson<T>(body);
    if (record)
        return std::move(*record);
    const QString &text = record.error().text.text();
    return std::unexpected(badParameter(text.section(QLatin1Char(' '), 0, 0), text));
}

/// 200 with a record.
template <protocol::Record T>
http::Response answer(const T &record)
{
    return http::Response::json(200, QJsonDocument(protocol::toJson(record)).toJson(QJsonDocument::Compact));
}

/// 200 with what a Result holds, or its error.
template <protocol::Record T>
http::Response answer(const Result<T> &result)
{
    return result ? answer(*result) : errorAnswer(result.error());
}

} // namespace signalbox::server
