#pragma once

#include <QString>

#include <vector>

namespace signalbox::approvals {

/// A message as the grammar sees it (section 10), with the way back to what was typed: an edit's text is published as
/// it was written, since taking joiners and variation selectors out would break emoji.
class ReplyText
{
public:
    /// CRLF (and CR CR LF) to LF, every Zs to a space, zero-width characters and variation selectors removed, `：` to
    /// `:`. Not trimmed.
    explicit ReplyText(const QString &message);

    const QString &normal() const { return m_normal; }
    /// What was typed for normal()[begin, end), with LF for CRLF, without white space around it.
    QString typed(qsizetype begin, qsizetype end) const;
    /// False for U+0000 and halves of surrogate pairs, which no command holds.
    bool isClean() const { return m_clean; }

private:
    QString m_typed;
    QString m_normal;
    std::vector<qsizetype> m_places; ///< index in m_typed of each unit of m_normal, and of the end
    bool m_clean = true;
};

/// A whole message as the text of an edit (TWO_STEP_EDIT): CRLF as LF, trimmed; empty when it holds nothing to see.
QString wholeMessageText(const QString &typed);

/// Unicode scalar values in a text.
qsizetype codePoints(QStringView text);
/// At most `count` of them from the left.
QString leftCodePoints(const QString &text, qsizetype count);

} // namespace signalbox::approvals
