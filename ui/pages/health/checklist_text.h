#pragma once

#include "backend/operator/protocol/checklist.h"
#include "backend/operator/protocol/common.h"

namespace signalbox::pages {

/// The items as a Markdown document with a heading a guide, for a ticket. Pure.
QString checklistMarkdown(const std::vector<protocol::CheckItem> &items, core::WallTime at, const QString &gateway);

} // namespace signalbox::pages
