#pragma once

#include "backend/platform/http/message.h"

namespace signalbox::commerce {

class Service;

/// One row per function and mount (contract commerce-router 1 and 2). The service outlives the routes.
http::Routes commerceRoutes(Service &service);

} // namespace signalbox::commerce
