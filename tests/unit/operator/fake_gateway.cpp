#include "fake_gateway.h"

#include "backend/platform/settings/load.h"
#include "backend/platform/settings/platform_settings.h"
#include "backend/platform/storage/migrations.h"

namespace signalbox::test {

using namespace Qt::StringLiterals;

namespace {

/// The platform's settings, and the one of commerce that the platform reads.
settings::Inputs inputsOfTheTest()
{
    settings::Inputs inputs;
    inputs.catalogue = settings::platformCatalogue();
    inputs.catalogue.push_back({.key = "LOOPGPT_TRUSTED_PROXIES", .service = "commerce", .type = settings::Type::Cidrs});
    inputs.sources.environment = {{"PORT", u"3000"_s}, {"ADMIN_API_TOKEN", u"very-secret-value"_s}};
    inputs.sources.optionalEnvFile.clear();
    return inputs;
}

} // namespace

std::unique_ptr<storage::Database> memoryStore()
{
    auto store = storage::Database::open({.url = u"sqlite::memory:"_s});
    const QString files = qEnvironmentVariable("SIGNALBOX_SOURCE") + u"/resources/migrations"_s;
    const auto known = storage::loadMigrations(storage::Dialect::Sqlite, files);
    if (!store || !known || !storage::migrate(**store, *known))
        qFatal("no store: run the test through ctest");
    return std::move(*store);
}

protocol::Gateway FakeGateway::gateway() const
{
    return {.name = u"test"_s, .environment = u"development"_s, .version = u"0.1.0"_s};
}

std::vector<server::ServiceFact> FakeGateway::services() const
{
    return {{"commerce", true}, {"approvals", false, {u"WEBHOOK_SIGNING_SECRET"_s}}};
}

std::vector<protocol::Change> FakeGateway::changes() const
{
    return {{core::wallTime(1), u"start"_s, u"gateway"_s, u"0.1.0"_s, {}}};
}

Task<Result<protocol::Providers>> FakeProviders::providers()
{
    protocol::Providers providers;
    for (const QByteArray &id : ids())
        providers.items.push_back({.id = QString::fromUtf8(id), .enabled = true, .healthy = true});
    co_return providers;
}

Task<Result<std::vector<protocol::Decision>>> FakeProviders::decisions()
{
    std::vector<protocol::Decision> decisions;
    for (int i = 0; i < 3; ++i)
        decisions.push_back(
            {.requestId = u"req_%1"_s.arg(i), .chosen = u"WALMART_API"_s, .totalCents = 1000 * (i + 1)});
    co_return decisions;
}

Task<Result<protocol::WhatIfAnswer>> FakeProviders::whatIf(protocol::WhatIfRequest request)
{
    co_return protocol::WhatIfAnswer {.decisions = request.last, .asked = request.weights};
}

FakePorts::FakePorts()
    : inputs(inputsOfTheTest()),
      catalogue(inputs.catalogue),
      settings(settings::load(inputs).snapshot),
      live(inputs, settings),
      store(memoryStore()),
      requests(metrics),
      writer(requests.addWriter()),
      series(*metrics::SeriesStore::open(folder.filePath(u"series"_s), core::systemClock().wall())),
      traffic(*metrics::SeriesStore::open(folder.filePath(u"traffic"_s), core::systemClock().wall()))
{
}

server::OperatorPorts FakePorts::ports()
{
    return {.gateway = gateway,
            .providers = &providers,
            .catalogue = catalogue,
            .settings = settings,
            .metrics = metrics,
            .requests = requests,
            .series = &series,
            .traffic = &traffic,
            .store = store.get(),
            .live = &live};
}

} // namespace signalbox::test
