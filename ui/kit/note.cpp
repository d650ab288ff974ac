#include "ui/kit/note.h"

#include "ui/kit/theme.h"

#include <QLabel>

namespace signalbox::kit {

QLabel *makeNote()
{
    auto *note = new QLabel;
    note->setWordWrap(true);
    note->setTextFormat(Qt::PlainText);
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTone(note, Tone::Bad);
    note->hide();
    return note;
}

void showNote(QLabel *note, const QString &text)
{
    note->setText(text);
    note->setVisible(!text.isEmpty());
}

} // namespace signalbox::kit
