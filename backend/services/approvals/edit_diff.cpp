#include "backend/services/approvals/edit_diff.h"

#include "backend/platform/core/json_writer.h"
#include "backend/services/approvals/reply_text.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>
#include <span>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMaxPairs = 4'000'000;
using Words = std::vector<QStringView>;

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
    if (begin < text.size())
        words.push_back(QStringView(text).mid(begin));
    return words;
}

/// Collects words into runs. A delete after an insert in the same change moves before it.
class Runs
{
public:
    void add(DiffKind kind, QStringView word)
    {
        if (kind == DiffKind::Equal)
            flush();
        (kind == DiffKind::Equal ? m_equal : kind == DiffKind::Delete ? m_deleted : m_inserted) += word;
    }

    void addAll(DiffKind kind, std::span<const QStringView> words)
    {
        for (const QStringView word : words)
            add(kind, word);
    }

    std::vector<DiffOp> take()
    {
        flush();
        put(DiffKind::Equal, m_equal);
        return std::move(m_ops);
    }

private:
    /// Ends a change, and the equal run before it.
    void flush()
    {
        if (m_deleted.isEmpty() && m_inserted.isEmpty())
            return;
        put(DiffKind::Equal, m_equal);
        put(DiffKind::Delete, m_deleted);
        put(DiffKind::Insert, m_inserted);
    }

    void put(DiffKind kind, QString &text)
    {
        if (!text.isEmpty())
            m_ops.push_back({kind, text});
        text.clear();
    }

    std::vector<DiffOp> m_ops;
    QString m_equal;
    QString m_deleted;
    QString m_inserted;
};

/// Longest common subsequence by the classic table, walked from the front.
void diffMiddle(std::span<const QStringView> from, std::span<const QStringView> to, Runs &runs)
{
    if (from.size() * to.size() > kMaxPairs) {
        runs.addAll(DiffKind::Delete, from);
        runs.addAll(DiffKind::Insert, to);
        return;
    }
    const size_t width = to.size() + 1;
    // Of from[i..] and to[j..]; a text has at most 3000 words.
    std::vector<quint16> common((from.size() + 1) * width, 0);
    for (size_t i = from.size(); i-- > 0;) {
        for (size_t j = to.size(); j-- > 0;) {
            common[i * width + j] = from[i] == to[j]
                ? quint16(common[(i + 1) * width + j + 1] + 1)
                : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
        }
    }
    size_t i = 0;
    size_t j = 0;
    while (i < from.size() && j < to.size()) {
        if (from[i] == to[j]) {
            runs.add(DiffKind::Equal, from[i]);
            ++i;
            ++j;
        } else if (common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            runs.add(DiffKind::Delete, from[i++]);
        } else {
            runs.add(DiffKind::Insert, to[j++]);
        }
    }
    runs.addAll(DiffKind::Delete, from.subspan(i));
    runs.addAll(DiffKind::Insert, to.subspan(j));
}

} // namespace

std::vector<DiffOp> editDiff(const QString &from, const QString &to)
{
    const Words before = wordsOf(from);
    const Words after = wordsOf(to);
    const size_t shorter = std::min(before.size(), after.size());
    size_t head = 0;
    while (head < shorter && before[head] == after[head])
        ++head;
    size_t tail = 0;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;

    const std::span all(before);
    Runs runs;
    runs.addAll(DiffKind::Equal, all.first(head));
    diffMiddle(all.subspan(head, before.size() - head - tail),
               std::span(after).subspan(head, after.size() - head - tail), runs);
    runs.addAll(DiffKind::Equal, all.last(tail));
    return runs.take();
}

QByteArray editDiffJson(const QString &from, const QString &to)
{
    static constexpr std::array<QLatin1StringView, 3> kNames = {"equal"_L1, "delete"_L1, "insert"_L1};
    JsonWriter json;
    json.beginObject();
    json.member("from_len", qint64(codePoints(from))).member("to_len", qint64(codePoints(to)));
    json.key("ops").beginArray();
    for (const DiffOp &op : editDiff(from, to))
        json.beginObject().member("op", kNames[size_t(op.kind)]).member("text", op.text).endObject();
    json.endArray().endObject();
    return json.take();
}

} // namespace signalbox::approvals
