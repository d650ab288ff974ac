#include "ui/kit/error_text.h"

#include "ui/kit/view_state.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {

/// Translations of this file live in this context.
struct ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

QString sentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return ErrorText::tr("The gateway did not accept what was sent.");
    case ErrorCode::Unauthorized:
        return ErrorText::tr("The gateway refused the token. Attach again with a valid one.");
    case ErrorCode::Forbidden:
        return ErrorText::tr("Your role does not allow this.");
    case ErrorCode::NotFound:
        return ErrorText::tr("It is not there any more.");
    case ErrorCode::Conflict:
        return ErrorText::tr("Someone else changed it meanwhile. Look at the present state and try again.");
    case ErrorCode::Gone:
        return ErrorText::tr("It has expired.");
    case ErrorCode::TooLarge:
        return ErrorText::tr("It is too large.");
    case ErrorCode::RateLimited:
        return ErrorText::tr("Too many calls. Wait a moment and try again.");
    case ErrorCode::Unavailable:
        return ErrorText::tr("The gateway cannot do this now.");
    case ErrorCode::Timeout:
        return ErrorText::tr("The gateway did not answer in time.");
    case ErrorCode::Cancelled:
        return ErrorText::tr("It was cancelled.");
    case ErrorCode::Upstream:
        return ErrorText::tr("The other side answered something that cannot be used.");
    case ErrorCode::Io:
        return ErrorText::tr("The gateway cannot be reached.");
    case ErrorCode::Full:
        return ErrorText::tr("The gateway's disk is full.");
    case ErrorCode::Corrupt:
        return ErrorText::tr("Stored data is damaged.");
    case ErrorCode::Configuration:
        return ErrorText::tr("A setting is wrong.");
    case ErrorCode::Internal:
        break;
    }
    return ErrorText::tr("Something went wrong inside the gateway.");
}

} // namespace

QString errorText(const Error &error)
{
    const QString own = error.text.text();
    return own.isEmpty() ? sentence(error.code) : QString(sentence(error.code) + u' ' + own);
}

ViewState errorState(const Error &error)
{
    return ViewState::error(sentence(error.code), error.text.text());
}

} // namespace signalbox::kit
