#include "ui/pages/approvals/word_diff.h"

#include "ui/kit/tokens.h"
#include "ui/pages/approvals/visible_text.h"

#include <QTextBoundaryFinder>

#include <span>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMostPairs = 1'000'000;
using Words = std::vector<QStringView>;
using Span = std::span<const QStringView>;

Words wordsOf(const QString &text)
{
    Words words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    qsizetype begin = 0;
    for (qsizetype end = finder.toNextBoundary(); end >= 0; end = finder.toNextBoundary()) {
        if (end > begin)
            words.push_back(QStringView(text).mid(begin, end - begin));
        begin = std::max(begin, end);
    }
    return words;
}

/// Collects words; within one change what was deleted stands before what was inserted.
class Runs
{
public:
    void equal(Span words)
    {
        if (words.empty())
            return;
        end();
        for (const QStringView word : words)
            m_equal += word;
    }
    void change(Span deleted, Span inserted)
    {
        for (const QStringView word : deleted)
            m_deleted += word;
        for (const QStringView word : inserted)
            m_inserted += word;
    }
    std::vector<protocol::DiffPart> take()
    {
        end();
        put(u"equal"_s, m_equal);
        return std::move(m_parts);
    }

private:
    void end()
    {
        if (m_deleted.isEmpty() && m_inserted.isEmpty())
            return;
        put(u"equal"_s, m_equal);
        put(u"delete"_s, m_deleted);
        put(u"insert"_s, m_inserted);
    }
    void put(const QString &op, QString &text)
    {
        if (!text.isEmpty())
            m_parts.push_back({op, text});
        text.clear();
    }

    std::vector<protocol::DiffPart> m_parts;
    QString m_equal;
    QString m_deleted;
    QString m_inserted;
};

/// The longest common subsequence by the classic table, walked from the front.
void diffMiddle(Span from, Span to, Runs &runs)
{
    if (from.size() * to.size() > kMostPairs)
        return runs.change(from, to);
    const std::size_t width = to.size() + 1;
    std::vector<int> common((from.size() + 1) * width, 0);
    for (std::size_t i = from.size(); i-- > 0;) {
        for (std::size_t j = to.size(); j-- > 0;) {
            common[i * width + j] = from[i] == to[j]
                ? common[(i + 1) * width + j + 1] + 1
                : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
        }
    }
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < from.size() && j < to.size()) {
        if (from[i] == to[j]) {
            runs.equal(from.subspan(i, 1));
            ++i;
            ++j;
        } else if (common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            runs.change(from.subspan(i++, 1), {});
        } else {
            runs.change({}, to.subspan(j++, 1));
        }
    }
    runs.change(from.subspan(i), to.subspan(j));
}

} // namespace

std::vector<protocol::DiffPart> wordDiff(const QString &from, const QString &to)
{
    const Words before = wordsOf(from);
    const Words after = wordsOf(to);
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < shorter && before[head] == after[head])
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    Runs runs;
    runs.equal(Span(before).first(head));
    diffMiddle(Span(before).subspan(head, before.size() - head - tail),
               Span(after).subspan(head, after.size() - head - tail), runs);
    runs.equal(Span(before).last(tail));
    return runs.take();
}

QString diffAsHtml(const std::vector<protocol::DiffPart> &parts)
{
    const kit::Tokens &theme = kit::tokens();
    QString html;
    for (const protocol::DiffPart &part : parts) {
        const QString text = visibleText(part.text).toHtmlEscaped().replace(u'\n', u"<br>"_s);
        if (part.op == "delete"_L1)
            html += u"<s style=\"color:%1\">%2</s>"_s.arg(theme.bad.name(), text);
        else if (part.op == "insert"_L1)
            html += u"<u style=\"color:%1\"><b>%2</b></u>"_s.arg(theme.well.name(), text);
        else
            html += text;
    }
    return u"<div style=\"white-space:pre-wrap\">"_s + html + u"</div>"_s;
}

} // namespace signalbox::pages
