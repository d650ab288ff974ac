#pragma once

#include "backend/operator/server/checklist/check_rows.h"

/// Judgements that several guides ask for. Pure.
namespace signalbox::server::checks {

Finding pass(const QString &evidence);
Finding fail(const QString &evidence);
Finding cannotTell(const QString &evidence);

/// For items of a service that this build does not hold.
Finding notBuilt(const CheckFacts &facts);

/// How long ago, in words: `3 min ago`.
QString agoText(core::WallTime at, core::WallTime now);

Finding https(const CheckFacts &facts);
Finding certificate(const CheckFacts &facts);
Finding secretsKept(const CheckFacts &facts);
Finding alertsReachSomebody(const CheckFacts &facts);
Finding scraped(const CheckFacts &facts);
Finding shippedRunbook(const CheckFacts &facts);
Finding databaseEncrypted(const CheckFacts &facts);
Finding migrationsApplied(const CheckFacts &facts);
Finding backedUp(const CheckFacts &facts);
Finding auditVerified(const CheckFacts &facts);
Finding tokensRequired(const CheckFacts &facts);

} // namespace signalbox::server::checks
