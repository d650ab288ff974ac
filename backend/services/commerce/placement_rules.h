#pragma once

#include "backend/services/commerce/commerce_errors.h"
#include "backend/services/commerce/config.h"
#include "backend/services/commerce/confirm_request.h"
#include "backend/services/commerce/routing_record.h"

/// Confirm's decisions (contract commerce-router 6). Pure.
namespace signalbox::commerce {

/// A provider that was asked to place and did not.
struct FailedAttempt
{
    ProviderId provider = ProviderId::MealMe;
    PlacementError error;
};

/// Whether another provider may be tried after this error.
bool allowsFailover(const PlacementError &error);

/// Whether the configuration of now lets this quote become an order.
bool isOrderable(const ProviderQuote &quote, const ProviderConfig &config);

/// Whether confirming the quote may place an order that cannot be taken back; all others end in a checkout link.
bool mayPlace(const ProviderQuote &quote, const ConfirmRequest &request);

/// How long a claim holds for one attempt at this provider: its timeout, the question for the order's state, and 20 s
/// for the database. A process that is killed while it confirms blocks the token for that time and no longer.
core::milliseconds leaseOf(const ProviderConfig &config);

/// The best-ranked other quote that may be ordered and is within LOOPGPT_FAILOVER_MAX_INCREASE_PCT of
/// `failed`; null = none.
const ProviderQuote *failoverCandidate(const RoutingRecord &record, const ProviderQuote &failed, const Config &config);

/// What the caller is told when no attempt placed the order; `failures` has one or two entries.
ApiError verdictOf(const std::vector<FailedAttempt> &failures);

/// A verdict as it is stored for those who waited for it, and back.
QByteArray encodeVerdict(const ApiError &verdict);
ApiError decodeVerdict(const QByteArray &json);

} // namespace signalbox::commerce
