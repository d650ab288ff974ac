#include "backend/services/approvals/reply_text.h"

#include <algorithm>

namespace signalbox::approvals {

namespace {

bool isDropped(char32_t c)
{
    return (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f)
        || (c >= 0xe0100 && c <= 0xe01ef);
}

/// Carriage returns in front of a line feed dropped.
QString withLineFeeds(const QString &text)
{
    QString lines;
    lines.reserve(text.size());
    qsizetype returns = 0;
    for (const QChar c : text) {
        if (c == u'\r') {
            ++returns;
            continue;
        }
        if (c != u'\n')
            lines += QString(returns, u'\r');
        returns = 0;
        lines += c;
    }
    return lines + QString(returns, u'\r');
}

} // namespace

ReplyText::ReplyText(const QString &message) : m_typed(withLineFeeds(message))
{
    const QString &typed = m_typed;
    m_clean = typed.isValidUtf16() && !typed.contains(QChar(0));
    m_normal.reserve(typed.size());
    m_places.reserve(size_t(typed.size()) + 1);
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const QChar c = typed[i];
        const bool pair = c.isHighSurrogate() && i + 1 < typed.size() && typed[i + 1].isLowSurrogate();
        if (isDropped(pair ? QChar::surrogateToUcs4(c, typed[i + 1]) : char32_t(c.unicode()))) {
            i += pair ? 1 : 0;
            continue;
        }
        m_places.push_back(i);
        if (c.category() == QChar::Separator_Space)
            m_normal += u' ';
        else
            m_normal += c == QChar(0xff1a) ? QChar(u':') : c;
    }
    m_places.push_back(typed.size());
}

QString ReplyText::typed(qsizetype begin, qsizetype end) const
{
    while (begin < end && m_normal[begin].isSpace())
        ++begin;
    while (begin < end && m_normal[end - 1].isSpace())
        --end;
    const qsizetype from = m_places[size_t(begin)];
    return begin == end ? QString() : m_typed.mid(from, m_places[size_t(end)] - from);
}

QString wholeMessageText(const QString &typed)
{
    const ReplyText text(typed);
    return text.typed(0, text.normal().size());
}

qsizetype codePoints(QStringView text)
{
    return text.size() - std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLowSurrogate(); });
}

QString leftCodePoints(const QString &text, qsizetype count)
{
    qsizetype at = 0;
    while (at < text.size() && count-- > 0)
        at += text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate() ? 2 : 1;
    return text.left(at);
}

} // namespace signalbox::approvals
