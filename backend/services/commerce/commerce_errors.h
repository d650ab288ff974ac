#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/http/message.h"

#include <QByteArray>
#include <QString>

namespace signalbox::commerce {

/// One answer of contract commerce-router 2.7 before it is written.
struct ApiError
{
    int status = 500;
    QByteArray code;
    QString text;
    bool retryable = false;
    QByteArray details; ///< a JSON object, or empty
};

/// The error of a code with its status, text and retryable flag. An unknown code is INTERNAL_ERROR.
ApiError apiError(QByteArrayView code, const QByteArray &details = {});
/// The same with the provider's own text (402 and 422).
ApiError apiErrorWithText(QByteArrayView code, const QString &text);
/// What a refusal before the handler is called in commerce's envelope.
ApiError apiErrorOf(http::Refusal refusal, const QString &reason);

/// The one envelope of every error.
http::Response errorResponse(const ApiError &error, const QByteArray &requestId, core::WallTime now);

} // namespace signalbox::commerce
