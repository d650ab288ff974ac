#pragma once

#include "backend/platform/core/cancel.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/core/result.h"
#include "backend/platform/core/task.h"
#include "backend/platform/trace/span.h"
#include "backend/services/commerce/provider_config.h"
#include "backend/services/commerce/quote.h"

#include <array>
#include <expected>
#include <functional>
#include <memory>
#include <optional>

namespace signalbox::upstream {
class Client;
}
namespace signalbox::cluster {
class SharedCache;
}
namespace signalbox::cpu {
class Pool;
}

namespace signalbox::commerce {

/// Why a provider gave no quote (contract commerce-router 3.1). Made by the functions of provider_error.h only, so
/// that codes and texts stay in one place. The message is public: no body, host or credential in it.
struct ProviderError
{
    ProviderId provider = ProviderId::MealMe;
    QByteArray code;
    QString message;
    bool retryable = false;
    int httpStatus = 0; ///< 0 = no answer
};

template <class T>
using ProviderResult = std::expected<T, ProviderError>;

/// What belongs to one piece of work at a provider.
struct CallContext
{
    QByteArray requestId; ///< also WM_QOS.CORRELATION_ID
    core::SteadyTime deadline; ///< covers token, store, items, retries and pauses
    CancelToken cancel; ///< cancelled: close the sockets and finish soon
    trace::Context span;
};

/// Result of a live probe. `reason` is empty when healthy, else AUTH_FAILED, TIMEOUT, NETWORK_ERROR, HTTP_<status>.
struct HealthReport
{
    bool healthy = false;
    QByteArray reason;
    core::milliseconds latency {0};
};

/// The customer as far as a placement needs it; never stored, never logged.
struct Contact
{
    QString name;
    QString email;
    QString phone;
    QByteArray krogerAccessToken;

    bool isComplete() const { return !name.isEmpty() && !email.isEmpty() && !phone.isEmpty(); }
};

struct PaymentMethod
{
    QByteArray type; ///< card, paypal, apple_pay, google_pay
    QByteArray token;
};

/// What confirm works on: the stored quote, not what a client says.
struct PlacementRequest
{
    QuoteRequest request;
    ProviderQuote quote;
    std::optional<PaymentMethod> payment;
    Contact contact;
};

enum class PlacementStatus { Placed, CheckoutRequired };

struct Placement
{
    PlacementStatus status = PlacementStatus::CheckoutRequired;
    qint64 totalCents = 0; ///< final total when the provider gave one, else the quoted one
    QString checkoutUrl;
    QString trackingUrl;
};

/// Why a confirm attempt failed (contract commerce-router 6): TIMEOUT, NETWORK_ERROR, UPSTREAM_5XX,
/// PROVIDER_UNAVAILABLE, RATE_LIMITED, INVALID_ADDRESS, VALIDATION_ERROR, UPSTREAM_4XX, PAYMENT_DECLINED,
/// INVALID_PAYMENT, ORDER_REJECTED.
struct PlacementError
{
    QByteArray code;
    QString message; ///< public
    /// The placing call itself got no answer, and the provider, asked once for the order's state, could not tell:
    /// no failover, 504 ORDER_STATE_UNKNOWN.
    bool stateUnknown = false;
};

using PlacementResult = std::expected<Placement, PlacementError>;

/// One outside party that quotes and places. Called for modes live and estimated only: mock quotes, mock confirms,
/// disabled providers, missing credentials and fallbacks are decided by the caller. One object per worker, used on
/// that worker's thread; all coroutines of one object may be in flight at once. No call may outlive its deadline by
/// more than a loop turn (the order-state question of confirm has 2 s of its own).
class Provider
{
public:
    virtual ~Provider() = default;
    virtual ProviderId id() const = 0;

    virtual Task<ProviderResult<ProviderQuote>> getQuote(QuoteRequest request, ProviderConfigPtr config,
                                                         CallContext call) = 0;

    /// Really contacts the provider (contract commerce-router 2.3).
    virtual Task<HealthReport> healthCheck(ProviderConfigPtr config, CallContext call) = 0;

    /// Never repeats a call that places something.
    virtual Task<PlacementResult> confirm(PlacementRequest placement, ProviderConfigPtr config, CallContext call) = 0;
};

/// What a provider may use. All outlive the provider.
struct ProviderPorts
{
    upstream::Client &client;
    cluster::SharedCache &stores; ///< stores and geocodes; keys start with upstreamName()
    cluster::SharedCache &products; ///< product results and link pages
    cluster::SharedCache &tokens; ///< access tokens of a provider
    const core::Clock &clock;
    cpu::Pool &pool; ///< for signatures
};

/// One provider each, in the declared order.
using ProviderSet = std::array<std::unique_ptr<Provider>, kProviderCount>;
/// Called once per worker, on the worker's thread.
using ProviderSetFactory = std::function<ProviderSet(const ProviderPorts &)>;

} // namespace signalbox::commerce
