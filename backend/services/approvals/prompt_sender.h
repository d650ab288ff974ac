#pragma once

#include "backend/platform/cluster/token_bucket.h"
#include "backend/platform/core/task_group.h"
#include "backend/services/approvals/prompt_delivery.h"
#include "backend/services/approvals/submit_waits.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <array>
#include <atomic>

namespace signalbox::approvals {

/// How the providers answered last, for /readyz. Any thread.
struct ProviderStates
{
    enum State { Unknown, Ok, Failing };
    std::atomic<State> twilio {Unknown};
    std::atomic<State> imessage {Unknown};
};

/// Sends the prompts (contract approval-gateway 7, 12, 20.4, 20.5): gives tokens to the held ones in their order, claims
/// what is due, takes over what a dead process left. The rows say all; what is kept here only saves questions. One a
/// process, on one thread with an event loop.
class PromptSender : public QObject
{
    Q_OBJECT

public:
    struct Ports
    {
        storage::Database &database;
        cluster::TokenBuckets &buckets;
        TwilioClient &twilio;
        ImessageClient &imessage;
        ApprovalsMetrics &metrics;
        ProviderStates &states;
        const core::Clock &clock;
        std::function<void(const Wakes &)> wake; ///< for what a result asks of the other parts
    };

    explicit PromptSender(Ports ports, QObject *parent = nullptr);

    /// The settings of now; what waits is looked at again.
    void apply(ConfigPtr config);
    /// Begins; on SQLite takes over the attempts of the process before at once.
    void start();
    void wake(const Wakes &wakes);
    SubmitWaits &waits() { return m_waits; }

    /// Begins nothing more, waits for what is under way, breaks it off after `patience`, and gives the leases up.
    Task<void> end(core::milliseconds patience);

private:
    struct Bucket
    {
        bool draining = false;
        bool again = false;
        core::SteadyTime next {}; ///< not before
        QString lastHeld; ///< the candidate whose waiting was counted
        qint64 length = 0; ///< candidates in the queue, by the last count and who came since
        core::SteadyTime countAgain {}; ///< when that is too old
    };
    struct Lane
    {
        int inFlight = 0;
        bool claiming = false;
        bool again = false;
        core::SteadyTime pausedUntil {};
    };

    static Task<void> begin(PromptSender *self);
    static Task<void> rescan(PromptSender *self);
    static Task<void> endWaits(PromptSender *self, core::WallTime now);
    static Task<void> drain(PromptSender *self, BucketName bucket);
    static Task<void> pump(PromptSender *self, Channel channel);
    static Task<void> send(PromptSender *self, SendJob job);
    static Task<void> renew(PromptSender *self);
    Task<void> tellHeld(BucketName bucket, Bucket &state, core::milliseconds wait);

    Task<bool> drainOnce(BucketName bucket, Bucket &state);
    void kick(const BucketName &bucket);
    void kickLane(Channel channel);
    void tick();
    void launch(std::vector<SendJob> jobs);
    void note(const SendJob &job, const Delivery &delivery);
    Lane &lane(Channel channel) { return m_lanes[channel == Channel::Imessage ? 1 : 0]; }
    ClaimContext claimContext(Channel channel);
    cluster::BucketRule ruleOf(const BucketName &bucket) const;
    void refund(const BucketName &bucket);

    Ports m_ports;
    PromptDelivery m_delivery;
    ConfigPtr m_config;
    SubmitWaits m_waits;
    std::map<BucketName, Bucket> m_buckets;
    std::array<Lane, 2> m_lanes;
    QSet<QString> m_attempts; ///< under way
    core::TaskGroup m_tasks;
    QTimer m_tick;
    QTimer m_renewal;
    QTimer m_rescan;
    core::WallTime m_lastScan = core::WallTime::max(); ///< later than any: the first scan distrusts the clock
    bool m_ending = false;
};

/// The keys and numbers of a bucket (contract 12).
cluster::BucketRule bucketRule(const BucketName &bucket, const Config &config);

} // namespace signalbox::approvals
