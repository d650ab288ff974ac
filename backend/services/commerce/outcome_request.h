#pragma once

#include "backend/services/commerce/field_reader.h"
#include "backend/services/commerce/provider_metrics.h"

#include <expected>
#include <functional>

namespace signalbox::commerce {

/// The configured commission rate of a provider (0..1), for reports that name none.
using CommissionRate = std::function<double(ProviderId)>;

/// A valid body of record outcome (contract commerce-router 2.6). Pure.
std::expected<OrderOutcome, FieldProblems> parseOutcomeRequest(const QJsonObject &body,
                                                               const CommissionRate &configuredRate);

} // namespace signalbox::commerce
