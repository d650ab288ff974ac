#include "backend/platform/security/openssl_error.h"

#include <openssl/err.h>

#include <array>

namespace signalbox::security {

LogDetail opensslError()
{
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_peek_last_error(), text.data(), text.size());
    ERR_clear_error();
    return LogDetail(QString::fromLatin1(text.data()));
}

} // namespace signalbox::security
