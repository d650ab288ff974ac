#pragma once

#include "backend/platform/http/message.h"

namespace signalbox::approvals {

class Service;

/// The routes of contract approval-gateway 2, with what each asks for in the head of a request.
http::Routes approvalsRoutes(Service &service);

} // namespace signalbox::approvals
