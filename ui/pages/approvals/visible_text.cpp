#include "ui/pages/approvals/visible_text.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

/// Writing direction, zero width, line separators, tags: what can hide in a text. The joiner of emoji is no such thing.
bool isHidden(char32_t character)
{
    return character == 0x00AD || character == 0x061C || (character >= 0x200B && character <= 0x200F && character != 0x200D)
        || (character >= 0x2028 && character <= 0x202E) || (character >= 0x2060 && character <= 0x206F)
        || character == 0xFEFF || (character >= 0xE0000 && character <= 0xE007F);
}

} // namespace

QString visibleText(const QString &text)
{
    QString visible;
    for (const char32_t character : text.toUcs4()) {
        if (character == U'\n')
            visible += u'\n';
        else if (character < 0x20 || character == 0x7F)
            visible += QChar(character == 0x7F ? 0x2421 : 0x2400 + int(character));
        else if ((character >= 0x80 && character < 0xA0) || isHidden(character))
            visible += u"⟦U+%1⟧"_s.arg(qulonglong(character), 4, 16, QChar(u'0')).toUpper();
        else
            visible += QString::fromUcs4(&character, 1);
    }
    return visible;
}

QString firstLine(const QString &text)
{
    const QString trimmed = text.trimmed();
    const qsizetype end = trimmed.indexOf(u'\n');
    return end < 0 ? visibleText(trimmed) : QString(visibleText(trimmed.first(end).trimmed()) + u" …"_s);
}

int characterCount(const QString &text)
{
    return int(text.toUcs4().size());
}

} // namespace signalbox::pages
