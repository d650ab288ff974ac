#pragma once

#include "backend/operator/server/operator_ports.h"

#include <QTemporaryDir>

/// A gateway with one service and two providers for the operator server's tests.
namespace signalbox::test {

class FakeGateway final : public server::GatewayPort
{
public:
    protocol::Gateway gateway() const override;
    std::vector<server::ServiceFact> services() const override;
    server::GatewayLoad load() const override { return now; }
    std::vector<protocol::Change> changes() const override;
    protocol::Waiting waiting() const override { return {}; }

    server::GatewayLoad now;
};

class FakeProviders final : public server::ProvidersPort
{
public:
    std::vector<QByteArray> ids() const override { return {"KROGER_API", "WALMART_API"}; }
    Task<Result<protocol::Providers>> providers() override;
    Task<Result<std::vector<protocol::Decision>>> decisions() override;
    Task<Result<protocol::WhatIfAnswer>> whatIf(protocol::WhatIfRequest request) override;
};

/// A migrated store in memory.
std::unique_ptr<storage::Database> memoryStore();

/// All ports of one gateway; of the platform's settings PORT and the secret ADMIN_API_TOKEN are set.
struct FakePorts
{
    FakePorts();

    FakeGateway gateway;
    FakeProviders providers;
    settings::Inputs inputs;
    const settings::Catalogue &catalogue;
    settings::Publisher settings;
    settings::LiveSettings live;
    metrics::Registry metrics;
    std::unique_ptr<storage::Database> store; ///< in memory, migrated
    metrics::RequestRing requests;
    std::shared_ptr<metrics::RequestWriter> writer;
    QTemporaryDir folder;
    metrics::SeriesStore series;
    metrics::SeriesStore traffic;

    server::OperatorPorts ports();
};

} // namespace signalbox::test
