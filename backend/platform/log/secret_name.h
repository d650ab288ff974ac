#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace signalbox::log {

/// Is a member of that name never written: credentials, signatures, cookies and what identifies a person? Case, `-`,
/// `_` and `.` do not matter; `webhook_secret` and `confirmationToken` count because of their last word. The union of
/// the contracts' lists (contract platform 10). Judged while compiling for the names that stand in the source.
constexpr bool isSecretMember(std::string_view name)
{
    constexpr std::array<std::string_view, 15> kEndings {
        "authorization", "cookie",     "token", "secret",    "password", "passwd",     "passphrase", "apikey",
        "signature",     "privatekey", "jwt",   "accesskey", "adminkey", "servicekey", "credential"};
    constexpr std::array<std::string_view, 15> kNames {
        "cookies", "tokens", "secrets", "credentials", "street", "street1", "street2", "addressline1", "addressline2",
        "email",   "emails", "phone",   "phonenumber", "emailaddress",      "customerphone"};
    // Read from the end: more than this does not matter to any of the names.
    constexpr size_t kLongest = 24;
    std::array<char, kLongest> buffer {};
    size_t from = kLongest;
    for (size_t at = name.size(); at > 0 && from > 0; --at) {
        const char c = name[at - 1];
        if (c != '-' && c != '_' && c != '.')
            buffer[--from] = c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
    }
    const std::string_view plain(buffer.data() + from, kLongest - from);
    return std::ranges::any_of(kEndings, [plain](std::string_view end) { return plain.ends_with(end); })
        || std::ranges::find(kNames, plain) != kNames.end();
}

/// Members that every line has; a field of such a name is left out.
constexpr bool isCommonMember(std::string_view name)
{
    constexpr std::array<std::string_view, 6> kCommon {"timestamp", "level",      "message",
                                                       "service",   "request_id", "trace_id"};
    return std::ranges::find(kCommon, name) != kCommon.end();
}

} // namespace signalbox::log
