#pragma once

#include <QString>

#include <expected>
#include <utility>

/// Errors are values (no exception leaves a function). An Error carries two texts of different types: what a
/// caller on the wire may read, and what only the log may hold. The types differ so that one cannot be passed
/// where the other belongs.
namespace signalbox::core {

/// The closed set of failures. Each service family maps them to status and body in one file.
enum class ErrorCode {
    InvalidInput, ///< what was given breaks a rule; nothing was changed
    Unauthorized, ///< no or wrong credential
    Forbidden, ///< right credential, not allowed
    NotFound,
    Conflict, ///< the state has moved on (revision, idempotency, already decided)
    Gone, ///< was there, has expired
    TooLarge,
    RateLimited,
    Unavailable, ///< a dependency is down, a breaker is open, a queue is full
    Timeout,
    Cancelled, ///< the client left or the process drains
    Upstream, ///< the other side answered something unusable
    Io, ///< file system or socket
    Full, ///< no space left
    Corrupt, ///< stored data fails its check
    Configuration, ///< a setting is wrong
    Internal, ///< a programmer's mistake
};

/// Text that may be sent to a client or printed on a screen. Never holds a secret, path, host or SQL.
class PublicText
{
public:
    explicit PublicText(QString text = {}) : m_text(std::move(text)) { }
    const QString &text() const { return m_text; }

private:
    QString m_text;
};

/// Text for the log only.
class LogDetail
{
public:
    explicit LogDetail(QString text = {}) : m_text(std::move(text)) { }
    const QString &text() const { return m_text; }

private:
    QString m_text;
};

struct Error
{
    ErrorCode code = ErrorCode::Internal;
    PublicText text;
    LogDetail detail;
};

template <class T>
using Result = std::expected<T, Error>;

/// The error side of a Result: `return fail(ErrorCode::NotFound, PublicText(u"no such order"_s));`
inline std::unexpected<Error> fail(ErrorCode code, PublicText text, LogDetail detail = LogDetail())
{
    return std::unexpected(Error {code, std::move(text), std::move(detail)});
}

/// The code's name in lower camel case, for logs and metrics labels.
QLatin1StringView name(ErrorCode code);

} // namespace signalbox::core

namespace signalbox {
using core::Error;
using core::ErrorCode;
using core::fail;
using core::LogDetail;
using core::PublicText;
using core::Result;
} // namespace signalbox
