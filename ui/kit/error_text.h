#pragma once

#include "backend/platform/core/result.h"

namespace signalbox::kit {

/// What happened and what to do, in the present language. The error's own public text stands behind it.
QString errorText(const Error &error);

/// The two lines of an error as a view state.
struct ViewState;
ViewState errorState(const Error &error);

} // namespace signalbox::kit
