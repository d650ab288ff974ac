#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <optional>
#include <vector>

namespace signalbox::security {

/// The credential of `Authorization: Bearer <credential>` (RFC 6750; the scheme's case does not matter). Nothing when
/// the header has another scheme, no credential, or more than one.
std::optional<QByteArray> bearerToken(QByteArrayView authorization);

/// First 12 hex digits of SHA-256: how a key appears in logs and limit buckets.
QByteArray fingerprint(QByteArrayView key);

/// A fixed set of accepted bearer keys, kept as hashes only.
class BearerKeys
{
public:
    BearerKeys() = default;
    /// Empty entries are ignored: they never open anything.
    explicit BearerKeys(const QByteArrayList &keys);

    /// From a comma list as in `LOOPGPT_API_KEYS`; white space around the keys is dropped.
    static BearerKeys fromList(QByteArrayView list);

    bool isEmpty() const { return m_hashes.empty(); }

    /// The fingerprint of the presented key when it is one of the set. Compares with every key, always in the same
    /// time.
    std::optional<QByteArray> match(QByteArrayView authorization) const;

private:
    std::vector<QByteArray> m_hashes;
};

/// Does the header carry one of `keys`? For places that check seldom; otherwise keep a BearerKeys.
bool bearerMatches(QByteArrayView authorization, const QByteArrayList &keys);

} // namespace signalbox::security
