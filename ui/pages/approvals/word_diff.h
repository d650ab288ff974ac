#pragma once

#include "backend/operator/protocol/approval_detail.h"

namespace signalbox::pages {

/// Word-level difference of two texts, as the gateway makes it: `equal` and `delete` joined are `from`, `equal` and
/// `insert` joined are `to`. Pure; texts with too many differing words get one delete and one insert.
std::vector<protocol::DiffPart> wordDiff(const QString &from, const QString &to);

/// As rich text: deleted words struck out and in the colour of bad, inserted ones underlined and in that of well, so
/// that no colour is needed. Hidden characters are made visible.
QString diffAsHtml(const std::vector<protocol::DiffPart> &parts);

} // namespace signalbox::pages
