#include "backend/platform/core/result.h"

namespace signalbox::core {

using namespace Qt::StringLiterals;

QLatin1StringView name(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return "invalidInput"_L1;
    case ErrorCode::Unauthorized:
        return "unauthorized"_L1;
    case ErrorCode::Forbidden:
        return "forbidden"_L1;
    case ErrorCode::NotFound:
        return "notFound"_L1;
    case ErrorCode::Conflict:
        return "conflict"_L1;
    case ErrorCode::Gone:
        return "gone"_L1;
    case ErrorCode::TooLarge:
        return "tooLarge"_L1;
    case ErrorCode::RateLimited:
        return "rateLimited"_L1;
    case ErrorCode::Unavailable:
        return "unavailable"_L1;
    case ErrorCode::Timeout:
        return "timeout"_L1;
    case ErrorCode::Cancelled:
        return "cancelled"_L1;
    case ErrorCode::Upstream:
        return "upstream"_L1;
    case ErrorCode::Io:
        return "io"_L1;
    case ErrorCode::Full:
        return "full"_L1;
    case ErrorCode::Corrupt:
        return "corrupt"_L1;
    case ErrorCode::Configuration:
        return "configuration"_L1;
    case ErrorCode::Internal:
        return "internal"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace signalbox::core
