#pragma once

#include "backend/operator/server/levers.h"
#include "backend/platform/core/clock.h"

#include <QCoroTask>
#include <QTemporaryDir>

namespace signalbox::test {

/// A clock that a test sets.
class SetClock final : public core::Clock
{
public:
    core::WallTime wall() const override { return m_wall; }
    core::SteadyTime steady() const override { return m_steady; }

    void pass(core::milliseconds time)
    {
        m_wall += time;
        m_steady += time;
    }
    void stepBack(core::milliseconds time) { m_wall -= time; }

private:
    core::WallTime m_wall = core::wallTime(1'780'000'000'000);
    core::SteadyTime m_steady {std::chrono::hours(1)};
};

/// A service `commerce` and a provider `KROGER_API` that always are as they are.
class StillGateway final : public server::GatewayPort
{
public:
    protocol::Gateway gateway() const override { return {}; }
    std::vector<server::ServiceFact> services() const override { return {{"commerce", true}}; }
    server::GatewayLoad load() const override { return {}; }
    std::vector<protocol::Change> changes() const override { return {}; }
    protocol::Waiting waiting() const override { return {}; }
};

class StillProviders final : public server::ProvidersPort
{
public:
    std::vector<QByteArray> ids() const override { return {"KROGER_API"}; }
    Task<Result<protocol::Providers>> providers() override { co_return protocol::Providers(); }
    Task<Result<std::vector<protocol::Decision>>> decisions() override { co_return std::vector<protocol::Decision>(); }
    Task<Result<protocol::WhatIfAnswer>> whatIf(protocol::WhatIfRequest) override
    {
        co_return protocol::WhatIfAnswer();
    }
};

/// Levers on a store in a folder, which outlives restart().
struct LeversFixture
{
    LeversFixture();

    /// Ends the levers and begins again on the same store, as a new process would.
    void restart(const QString &storeKey = {});

    /// The plan of some wishes; fails the test's expectations by an empty plan.
    server::Planned<server::Plan> plan(const std::vector<protocol::RequestedChange> &wishes, bool admin = true) const;
    /// Plans and commits; the number of the revision, or the problem.
    server::Planned<qint64> flip(const std::vector<protocol::RequestedChange> &wishes,
                                 std::optional<protocol::GuardSpec> guard = {},
                                 std::optional<qint64> backAfterSec = {});
    server::Planned<qint64> rollBack(qint64 to, std::vector<protocol::SkippedKey> *skipped = nullptr);
    const settings::Snapshot &now() const;
    server::Act act() const;

    QTemporaryDir folder;
    SetClock clock;
    StillGateway gateway;
    StillProviders providers;
    metrics::Registry metrics;
    metrics::RequestRing requests {metrics};
    settings::Inputs inputs;
    std::optional<metrics::SeriesStore> series;
    std::vector<protocol::Change> notes;
    std::vector<QByteArray> events; ///< of the topic revisions

    std::unique_ptr<storage::Database> store;
    std::unique_ptr<settings::Publisher> publisher;
    std::unique_ptr<settings::LiveSettings> live;
    std::unique_ptr<server::EventHub> hub;
    std::unique_ptr<server::ActJournal> journal;
    std::unique_ptr<server::OperatorPorts> ports;
    std::unique_ptr<server::Levers> levers;

private:
    void begin(const QString &storeKey);
    mutable settings::SnapshotPtr m_pinned;
};

} // namespace signalbox::test
