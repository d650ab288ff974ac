#pragma once

#include "backend/services/commerce/provider.h"

#include <QByteArray>

#include <optional>

namespace signalbox::commerce {

/// What the server keeps of a routing for its confirmation (contract commerce-router 7): nothing that matters is
/// taken from the client. Holds the delivery address, so it is never logged and is deleted after 24 h.
struct RoutingRecord
{
    QByteArray jti;
    QByteArray requestId;
    QString userId; ///< empty = anonymous
    QuoteRequest request;
    std::vector<ProviderQuote> ranking; ///< best first; the first is the selected one

    const ProviderQuote *quoteOf(ProviderId id) const;
};

/// As stored. Members that confirm does not need (availability, raw) are left out.
QByteArray encodeRecord(const RoutingRecord &record);
std::optional<RoutingRecord> decodeRecord(const QByteArray &json);

enum class RoutingState { Pending, Confirming, Confirmed, Cancelled };

} // namespace signalbox::commerce
