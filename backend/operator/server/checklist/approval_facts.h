#pragma once

#include "backend/operator/server/checklist/check_facts.h"

namespace signalbox::server {

/// Reads them out of the families of contract approval-gateway 18; zeros where approvals do not run.
ApprovalFacts approvalFactsOf(const metrics::Registry &registry);

} // namespace signalbox::server
