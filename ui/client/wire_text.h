#pragma once

#include "backend/operator/protocol/filter.h"
#include "backend/operator/protocol/overview_document.h"

/// What the gateway says by code, in the language of the console. Codes that this console does not know (a newer
/// gateway) are shown in the gateway's own English.
namespace signalbox::client {

/// The sentence of the landing view.
QString verdictText(const protocol::Verdict &verdict);

/// What is wrong with a filter.
QString filterProblemText(const protocol::FilterError &error);

/// viewer, approver, operator, admin.
QString roleText(protocol::Role role);

} // namespace signalbox::client
