#pragma once

#include "backend/platform/storage/outbox_dispatcher.h"
#include "backend/services/approvals/deadline_watch.h"
#include "backend/services/approvals/decision_sender.h"
#include "backend/services/approvals/housekeeping.h"
#include "backend/services/approvals/imessage_watch.h"
#include "backend/services/approvals/prompt_sender.h"

#include <mutex>

namespace signalbox::approvals {

/// What every thread may read of the background's work.
struct BackgroundState
{
    ProviderStates providers;
    std::atomic<qint64> outboxOldestSeconds {0};
    std::atomic<bool> whatsappOn {false};
    std::atomic<bool> imessageOn {false};
};

/// Everything that happens without a request: prompts, deadlines, deliveries, the sidecar's watch, retention. One a
/// process, on the thread that made it.
class Background : public QObject
{
    Q_OBJECT

public:
    struct Ports
    {
        storage::Database &database;
        upstream::Client &client; ///< of this thread
        cluster::TokenBuckets *buckets = nullptr; ///< null: its own, in memory
        metrics::Registry &registry;
        const core::Clock &clock;
        BackgroundState &state;
    };

    explicit Background(const Ports &ports, QObject *parent = nullptr);

    void apply(ConfigPtr config);
    void start();
    void wake(const Wakes &wakes);
    SubmitWaits &waits() { return m_prompts.waits(); }
    /// Hands over leases; false when something still ran after `patience`.
    Task<bool> end(core::milliseconds patience);

private:
    static Result<void> auditDelivery(storage::Connection &connection, const storage::OutboxRow &row,
                                      const storage::DeliveryResult &result);
    void noteDelivery(const storage::OutboxRow &row, const storage::DeliveryResult &result);
    storage::OutboxPorts outboxPorts();

    Ports m_ports;
    ConfigPtr m_config;
    bool m_started = false;
    std::unique_ptr<cluster::TokenBuckets> m_ownBuckets;
    ApprovalsMetrics m_metrics;
    TwilioClient m_twilio;
    ImessageClient m_imessage;
    DecisionSender m_sender;
    PromptSender m_prompts;
    DeadlineWatch m_deadlines;
    storage::OutboxDispatcher m_outbox;
    ImessageWatch m_watch;
    Housekeeping m_housekeeping;
};

/// The way to the background from any thread. Outlives it; what comes when it is gone is dropped, for the store says all.
class BackgroundDoor
{
public:
    /// On the background's thread.
    void open(Background *background);
    void close();

    void wake(Wakes wakes) const;
    /// After the commit of a submission: `done` is called on the calling thread with what became of its prompts. False
    /// when there is no background: then it is never called.
    bool submitted(const Candidate &candidate, const std::vector<Channel> &channels, Wakes wakes,
                   core::milliseconds patience, std::function<void(SubmitProgress)> done) const;

private:
    mutable std::mutex m_mutex;
    Background *m_background = nullptr;
};

} // namespace signalbox::approvals
