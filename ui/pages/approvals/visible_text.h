#pragma once

#include <QString>

namespace signalbox::pages {

/// A text with what cannot be seen made visible: control characters, reversed writing, zero-width ones. Lines stay.
QString visibleText(const QString &text);
/// Its first line, shortened with … when there are more.
QString firstLine(const QString &text);
/// Unicode characters as the limit of an edit counts them.
int characterCount(const QString &text);

} // namespace signalbox::pages
