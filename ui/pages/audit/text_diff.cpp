#include "ui/pages/audit/text_diff.h"

#include "backend/platform/core/json_parse.h"

#include <QJsonDocument>
#include <QStringList>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostLines = 400;

QStringList linesOf(const QString &text)
{
    if (text.isEmpty())
        return {};
    if (text.startsWith(u'{')) {
        if (const Result<QJsonObject> json = core::parseJsonObject(text.toUtf8()))
            return QString::fromUtf8(QJsonDocument(*json).toJson(QJsonDocument::Indented)).trimmed().split(u'\n');
    }
    return text.split(u'\n');
}

/// Length of the longest common subsequence of what is left from each pair of places on.
std::vector<std::vector<int>> commonLengths(const QStringList &before, const QStringList &after)
{
    std::vector<std::vector<int>> lengths(std::size_t(before.size()) + 1,
                                          std::vector<int>(std::size_t(after.size()) + 1, 0));
    for (std::size_t i = std::size_t(before.size()); i-- > 0;) {
        for (std::size_t j = std::size_t(after.size()); j-- > 0;)
            lengths[i][j] = before[qsizetype(i)] == after[qsizetype(j)]
                ? lengths[i + 1][j + 1] + 1
                : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    }
    return lengths;
}

} // namespace

std::vector<DiffLine> textDiff(const QString &before, const QString &after)
{
    const QStringList old = linesOf(before);
    const QStringList now = linesOf(after);
    std::vector<DiffLine> diff;
    qsizetype i = 0;
    qsizetype j = 0;
    if (old.size() <= kMostLines && now.size() <= kMostLines) {
        const auto lengths = commonLengths(old, now);
        while (i < old.size() && j < now.size()) {
            if (old[i] == now[j]) {
                diff.push_back({DiffLine::Kind::Same, old[i]});
                ++i;
                ++j;
            } else if (lengths[std::size_t(i) + 1][std::size_t(j)] >= lengths[std::size_t(i)][std::size_t(j) + 1]) {
                diff.push_back({DiffLine::Kind::Gone, old[i++]});
            } else {
                diff.push_back({DiffLine::Kind::Come, now[j++]});
            }
        }
    }
    while (i < old.size())
        diff.push_back({DiffLine::Kind::Gone, old[i++]});
    while (j < now.size())
        diff.push_back({DiffLine::Kind::Come, now[j++]});
    return diff;
}

} // namespace signalbox::pages
