#pragma once

#include "backend/services/approvals/approvals_metrics.h"
#include "backend/services/approvals/imessage_client.h"
#include "backend/services/approvals/prompt_steps.h"
#include "backend/services/approvals/twilio_client.h"

namespace signalbox::approvals {

/// What became of one prompt's attempt.
struct Delivery
{
    bool accepted = false; ///< a provider has taken the whole prompt
    bool stopSending = false; ///< the provider refuses our credentials
    bool providerFault = false; ///< the provider gave no usable answer
    Wakes wakes = {};
};

/// Sends one claimed prompt and records what came of it (contract approval-gateway 7, 20.5). One thread, that of the
/// clients, which outlive what was asked.
class PromptDelivery
{
public:
    struct Ports
    {
        storage::Database &database;
        TwilioClient &twilio;
        ImessageClient &imessage;
        ApprovalsMetrics &metrics;
        const core::Clock &clock;
    };

    explicit PromptDelivery(const Ports &ports) : m_ports(ports) { }

    /// Ends soon after the token was cancelled; what is not recorded then is looked up by whoever claims it next.
    Task<Delivery> deliver(SendJob job, ConfigPtr config, CancelToken cancel);

private:
    Task<Delivery> byWhatsApp(SendJob job, ConfigPtr config, CancelToken cancel);
    Task<Delivery> byImessage(SendJob job, ConfigPtr config, CancelToken cancel);
    /// Looks for the part that may have gone out. An error: not known now, leave it to the next claim.
    Task<Result<std::optional<SentMessage>>> lookUpPart(SendJob job, QString body, ConfigPtr config, CancelToken cancel);
    Task<SendResult> sendPart(SendJob job, QString body, TemplateVariables variables, ConfigPtr config,
                              CancelToken cancel);
    Task<Delivery> afterUnknown(SendJob job, ConfigPtr config);
    Task<Delivery> afterRefusal(SendJob job, SendResult result, ConfigPtr config);

    Task<Delivery> accepted(SendJob job, SentMessage message, ConfigPtr config);
    Task<Delivery> later(SendJob job, core::milliseconds wait, QString code);
    Task<Delivery> ended(SendJob job, PromptStatus status, QString code);

    Ports m_ports;
};

} // namespace signalbox::approvals
