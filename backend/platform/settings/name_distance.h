#pragma once

#include <QByteArrayView>

namespace signalbox::settings {

/// Do the names differ by exactly one letter: one replaced, added, left out, or two neighbours swapped?
bool isOneLetterOff(QByteArrayView a, QByteArrayView b);

} // namespace signalbox::settings
