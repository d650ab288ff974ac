#pragma once

#include "backend/platform/http/message.h"
#include "backend/services/commerce/config.h"

namespace signalbox::commerce {

/// Who a `Authorization: Bearer` header stands for: privileged for the service key, a key's fingerprint for an API
/// key, nobody otherwise (contract commerce-router 1, Authentication). Keys are compared in constant time.
std::optional<http::Identity> identify(const http::RequestHead &head, const Config &config);

} // namespace signalbox::commerce
