#pragma once

#include "backend/operator/protocol/traffic.h"
#include "ui/kit/state_badge.h"

/// Words and judgements that the tabs of the Traffic page share.
namespace signalbox::pages {

/// The protocol's type of a failure in words; one that this console does not know as it is.
QString failureText(const QString &type);
/// "timeout ×34, 5xx ×12": the commonest first.
QString failuresText(const std::vector<protocol::FailureCount> &types);

/// "14:08:20 to 14:18:20"; with dates when it is longer than a day.
QString spanText(core::WallTime from, core::WallTime to);

/// `name:"value"`: equals, in the filter language.
QString filterTerm(const QString &name, const QString &value);

/// How bad a share of 5xx is (limits 1 % and 5 %).
kit::Health errorHealth(std::optional<double> share5xx);
/// How bad a party is (limits 10 %, the guides' provider alert, and 50 %); one or two failures are no judgement.
kit::Health upstreamHealth(const protocol::UpstreamTraffic &upstream);
/// How bad the payments are (limits 95 % and 80 %); one or two failures are no judgement.
kit::Health paymentHealth(qint64 succeeded, qint64 all);

} // namespace signalbox::pages
