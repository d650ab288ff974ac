#pragma once

#include "backend/operator/protocol/decisions.h"
#include "backend/operator/protocol/filter.h"
#include "backend/operator/protocol/requests.h"
#include "backend/operator/protocol/settings.h"

/// The fields that the lists of /ops/v1 can be filtered and sorted by. The same tables serve the gateway's lists and
/// the console's, so that a filter means the same on both sides.
namespace signalbox::protocol {

const FilterFields &requestFields();
FieldValue requestValue(const RequestRow &row, qsizetype field);

const FilterFields &decisionFields();
FieldValue decisionValue(const Decision &decision, qsizetype field);

const FilterFields &settingFields();
FieldValue settingValue(const SettingView &setting, qsizetype field);

} // namespace signalbox::protocol
