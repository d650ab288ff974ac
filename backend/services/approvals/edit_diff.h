#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace signalbox::approvals {

enum class DiffKind { Equal, Delete, Insert };

struct DiffOp
{
    DiffKind kind = DiffKind::Equal;
    QString text; ///< never empty

    bool operator==(const DiffOp &) const = default;
};

/// Word-level difference (section 20.3). `equal` + `delete` joined are `from`, `equal` + `insert` joined are `to`,
/// exactly; neighbours differ in kind and a delete comes before its insert. Texts whose differing middles have more
/// than four million pairs of words get one delete and one insert there, so the cost is bounded.
std::vector<DiffOp> editDiff(const QString &from, const QString &to);

/// `{"from_len","to_len","ops"}`; lengths in code points.
QByteArray editDiffJson(const QString &from, const QString &to);

} // namespace signalbox::approvals
