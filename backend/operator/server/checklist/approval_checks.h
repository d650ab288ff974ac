#pragma once

#include "backend/operator/server/checklist/common_checks.h"

/// Judgements of the approval gateway's guide (contract platform 16). Pure. Where approvals do not run, each says so.
namespace signalbox::server::checks {

Finding approvalSecret(const CheckFacts &facts);
/// A message that was let in proves that its signature was checked: with a token there is no other way in.
Finding twilioSignature(const CheckFacts &facts);
Finding callback(const CheckFacts &facts);
Finding numbers(const CheckFacts &facts);
Finding whatsApp(const CheckFacts &facts);
Finding imessage(const CheckFacts &facts);
Finding limits(const CheckFacts &facts);
Finding deadlines(const CheckFacts &facts);
Finding callbackFailure(const CheckFacts &facts);
Finding timeOut(const CheckFacts &facts);

} // namespace signalbox::server::checks
