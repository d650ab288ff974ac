#pragma once

#include "backend/platform/http/message.h"
#include "backend/services/commerce/config.h"

namespace signalbox::commerce {

/// Compares two secrets in a time that does not depend on where they differ.
bool sameSecret(const QByteArray &given, const QByteArray &expected);

/// Who a `Authorization: Bearer` header stands for: privileged for the service key, a key's fingerprint for an API
/// key, nobody otherwise (contract commerce-router 1, Authentication).
std::optional<http::Identity> identify(const http::RequestHead &head, const Config &config);

} // namespace signalbox::commerce
