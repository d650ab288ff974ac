#include "backend/services/commerce/worker_context.h"

namespace signalbox::commerce {

namespace {

qint64 rowBound(const ServicePorts &ports)
{
    return ports.memory ? kRowsWithoutDatabase : 0;
}

} // namespace

WorkerContext::WorkerContext(ServicePorts given)
    : ports(std::move(given)), owner(ports.clock),
      events(ports.database, ports.metrics, ports.memory ? &ports.memory->events : nullptr, tasks),
      metrics(ports.metrics),
      routings(ports.database, ports.memory ? &ports.memory->routings : nullptr),
      outcomes(ports.database, rowBound(ports)),
      providers(ports.providers(
          ProviderPorts {ports.client, ports.stores, ports.products, ports.tokens, ports.clock, ports.pool}))
{
}

} // namespace signalbox::commerce
