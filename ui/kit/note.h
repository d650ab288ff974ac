#pragma once

class QLabel;
class QString;

namespace signalbox::kit {

/// A small line below a field that is seen only while it says something is wrong.
QLabel *makeNote();
/// Empty hides it.
void showNote(QLabel *note, const QString &text);

} // namespace signalbox::kit
