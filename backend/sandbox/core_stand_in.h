#pragma once

#include "backend/sandbox/stand_in.h"

#include <QSet>

#include <deque>
#include <functional>
#include <memory>

namespace signalbox::sandbox {

/// A decision as the core service was told.
struct CoreDecision
{
    QByteArray webhookId;
    QString candidateId;
    QString decision; ///< `approved`, `edited`, `rejected`, `expired`
    QString finalText; ///< empty for null
    QString decider;
};

/// What the core service has seen.
struct CoreTally
{
    quint64 decisions = 0; ///< each once
    quint64 repeats = 0; ///< of a webhook-id that was known
    quint64 refused = 0; ///< not signed, too old, not readable
    quint64 contradictions = 0; ///< a second decision about one candidate under another webhook-id
};

/// The core service's decision webhook (contract approval-gateway 15): verifies the Standard Webhooks signature, takes
/// each webhook-id once, keeps the last 1,000 decisions. In bad weather it is slow or answers 500, half of the time
/// after it took the decision. Made by make(), for what runs keeps it alive. One thread.
class CoreStandIn : public std::enable_shared_from_this<CoreStandIn>
{
public:
    using OnDecision = std::function<void(const CoreDecision &)>;
    using OnVisit = std::function<void(const http::RequestContext &, const http::Response &)>;

    /// `secret`: `whsec_…` or any text.
    static std::shared_ptr<CoreStandIn> make(WorldPtr world, const QByteArray &secret);

    /// Told of each new decision.
    void setOnDecision(OnDecision onDecision) { m_onDecision = std::move(onDecision); }
    /// Told of each delivery and its answer, repeats and refused ones among them.
    void setOnVisit(OnVisit onVisit) { m_onVisit = std::move(onVisit); }
    /// POST /decisions.
    http::Routes routes(const http::Owner &owner);

    /// Oldest first.
    const std::deque<CoreDecision> &decisions() const { return m_decisions; }
    const CoreTally &tally() const { return m_tally; }

private:
    CoreStandIn(WorldPtr world, std::vector<QByteArray> keys) : m_world(std::move(world)), m_keys(std::move(keys)) { }

    http::Response take(const http::RequestContext &request);
    http::Response judge(const http::RequestContext &request);
    http::Response failing(const http::RequestContext &request);
    void remember(CoreDecision decision);

    WorldPtr m_world;
    std::vector<QByteArray> m_keys; ///< empty = nothing fits
    OnDecision m_onDecision;
    OnVisit m_onVisit;
    std::mt19937 m_random {31};
    std::deque<CoreDecision> m_decisions;
    std::deque<QByteArray> m_order; ///< of m_known, oldest first
    QSet<QByteArray> m_known; ///< webhook ids
    CoreTally m_tally;
};

} // namespace signalbox::sandbox
