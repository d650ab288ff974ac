#include "backend/services/commerce/worker_context.h"

namespace signalbox::commerce {

WorkerContext::WorkerContext(ServicePorts given)
    : ports(std::move(given)), owner(ports.clock), events(ports.database), metrics(ports.metrics),
      routings(ports.database),
      providers(ports.providers(ProviderPorts {ports.client, ports.stores, ports.products, ports.tokens, ports.clock}))
{
}

} // namespace signalbox::commerce
