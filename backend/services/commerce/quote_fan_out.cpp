#include "backend/services/commerce/quote_fan_out.h"

#include "backend/platform/core/sleep.h"
#include "backend/services/commerce/mock_quotes.h"
#include "backend/services/commerce/provider_error.h"

#include <algorithm>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

using Answer = core::OneShot<ProviderResult<ProviderQuote>>;

QString textOf(ProviderId id)
{
    return QString::fromLatin1(idText(id));
}

void writeEvent(const FanOutPorts &ports, const QByteArray &requestId, log::Level level, const QByteArray &name,
                std::vector<log::Field> fields)
{
    ports.events.write({EventTable::Edge, level, kRouteFunction.toByteArray(), name, requestId, ports.clock.wall(),
                        std::move(fields)});
}

Task<void> askProvider(Provider *provider, QuoteRequest request, ProviderConfigPtr config, CallContext call,
                       Answer answer)
{
    auto result = co_await provider->getQuote(std::move(request), std::move(config), std::move(call));
    answer.resolve(std::move(result));
}

/// The live or estimated quote, or the error of 3.1; ends at the deadline even when the provider does not.
Task<ProviderResult<ProviderQuote>> liveQuote(FanOutPorts ports, QuoteRequest request, ProviderConfigPtr config,
                                              CallContext parent)
{
    if (config->missingCredentials)
        co_return std::unexpected(missingCredentialsError(config->id));
    CallContext call {parent.requestId, ports.clock.steady() + config->timeout, CancelToken(), parent.span};
    const CancelToken own = call.cancel;
    const core::CancelRegistration withClient(parent.cancel, [own] { own.cancel(); });

    const Answer answer;
    const core::ScopedTimer deadline(config->timeout, [answer, own, config] {
        answer.resolve(std::unexpected(timeoutError(*config)));
        own.cancel();
    });
    // It may need a moment longer than its answer is waited for.
    ports.tasks.add(askProvider(ports.providers[indexOf(config->id)].get(), std::move(request), config,
                                std::move(call), answer));
    co_return co_await answer;
}

void report(const FanOutPorts &ports, const QByteArray &requestId, const QuoteOutcome &outcome)
{
    const ProviderId id = outcome.config->id;
    const qint64 latency = outcome.latency.count();
    if (!outcome.result) {
        const ProviderError &error = outcome.result.error();
        ports.metrics.quoted(id, false, outcome.config->mode, outcome.latency);
        writeEvent(ports, requestId, log::Level::Error, "provider_quote_error",
                   {{"providerId", textOf(id)}, {"latencyMs", latency}, {"error", error.message},
                    {"errorCode", QString::fromLatin1(error.code)}, {"retryable", error.retryable}});
        return;
    }
    const ProviderQuote &quote = *outcome.result;
    const qint64 found = std::ranges::count(quote.availability, ItemStatus::Found, &ItemAvailability::status);
    ports.metrics.quoted(id, true, quote.quote.mode, outcome.latency);
    writeEvent(ports, requestId, log::Level::Info, "provider_quote_success",
               {{"providerId", textOf(id)}, {"latencyMs", latency}, {"totalCents", quote.quote.totalCents},
                {"estimatedDeliveryMinutes", quote.quote.etaMinutes}, {"itemsFound", found},
                {"itemsRequested", qint64(quote.availability.size())},
                {"mode", QString::fromLatin1(modeText(quote.quote.mode))}});
}

Task<void> askOne(FanOutPorts ports, QuoteRequest request, ProviderConfigPtr config, CallContext parent,
                  core::OneShot<QuoteOutcome> done)
{
    const core::SteadyTime started = ports.clock.steady();
    writeEvent(ports, parent.requestId, log::Level::Info, "provider_quote_start",
               {{"providerId", textOf(config->id)}, {"itemCount", qint64(request.items.size())},
                {"mode", QString::fromLatin1(modeText(config->mode))}});
    QuoteOutcome outcome {config, ProviderQuote(), core::milliseconds(0)};
    if (config->mode == Mode::Mock) {
        outcome.result = mockQuote(request, *config);
    } else {
        outcome.result = co_await liveQuote(ports, request, config, parent);
        if (!outcome.result && config->allowMockFallback) {
            writeEvent(ports, parent.requestId, log::Level::Warn, "provider_fallback",
                       {{"providerId", textOf(config->id)},
                        {"reason", QString::fromLatin1(outcome.result.error().code)},
                        {"fallbackMode", u"mock"_s}});
            outcome.result = mockQuote(request, *config);
        }
    }
    outcome.latency = std::chrono::duration_cast<core::milliseconds>(ports.clock.steady() - started);
    report(ports, parent.requestId, outcome);
    done.resolve(std::move(outcome));
}

} // namespace

Task<std::vector<QuoteOutcome>> quoteAll(FanOutPorts ports, QuoteRequest request,
                                         std::vector<ProviderConfigPtr> eligible, CallContext parent)
{
    std::vector<core::OneShot<QuoteOutcome>> pending(eligible.size());
    for (size_t i = 0; i < eligible.size(); ++i)
        askOne(ports, request, eligible[i], parent, pending[i]);
    std::vector<QuoteOutcome> outcomes;
    outcomes.reserve(pending.size());
    for (const core::OneShot<QuoteOutcome> &one : pending)
        outcomes.push_back(co_await one);
    co_return outcomes;
}

} // namespace signalbox::commerce
