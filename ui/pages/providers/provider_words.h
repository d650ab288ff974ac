#pragma once

#include "backend/operator/protocol/decisions.h"

#include <QString>

/// What the commerce router says by code, in the language of the console. A code that this console does not know (a
/// newer gateway) is shown as it is.
namespace signalbox::pages {

/// `Walmart Direct` is `Walmart` where room is short.
QString shortName(const QString &name);

/// Why a provider is not healthy or gave no quote: `TIMEOUT` is "timed out".
QString quoteFailureText(const QString &code);

/// Why a breaker opened last.
QString breakerCauseText(const QString &cause);

/// What the caller asked to optimise for: balanced, price, speed, margin, availability.
QString optimizeText(const QString &optimize);

/// Live, estimated or mock.
QString modeText(protocol::ProviderMode mode);

/// The strong sides of a candidate by its scores (the rule of contract commerce-router 2: priority from 60 on, others
/// over 80), or why it gave no quote.
QString whyText(const protocol::Candidate &candidate);

} // namespace signalbox::pages
