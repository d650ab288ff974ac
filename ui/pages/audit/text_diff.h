#pragma once

#include <QString>

#include <vector>

namespace signalbox::pages {

/// A line of a difference.
struct DiffLine
{
    enum class Kind { Same, Gone, Come };
    Kind kind = Kind::Same;
    QString text;
    bool operator==(const DiffLine &) const = default;
};

/// What turns the lines of `before` into those of `after`; JSON objects are laid out first. What is gone stands before
/// what came in its place. Texts of over 400 lines are told as all gone, all come. Pure.
std::vector<DiffLine> textDiff(const QString &before, const QString &after);

} // namespace signalbox::pages
