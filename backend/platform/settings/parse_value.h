#pragma once

#include "backend/platform/settings/findings.h"
#include "backend/platform/settings/raw_values.h"

namespace signalbox::settings {

/// Parses, checks and clamps one text by its catalogue entry. What is wrong goes to `findings`, and then the default
/// stands in the value, so that the rules over several settings can still be judged.
Value parseValue(const Definition &definition, const RawValue &raw, Findings &findings);

/// The value of a setting that nobody set.
Value defaultValue(const Definition &definition);

/// `1 true yes on t y` and `0 false no off f n` in any case; `narrow` leaves out the single letters. Nothing otherwise.
std::optional<bool> parseBoolean(const QString &text, bool narrow = false);

/// Does a secret still read as in an example file: `<…>`, `your-…`, `change-me…`, `***`?
bool isPlaceholder(const QString &text);

} // namespace signalbox::settings
