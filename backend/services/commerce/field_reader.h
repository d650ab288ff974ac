#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace signalbox::commerce {

/// Field and reason, as `details.fields` shows them.
using FieldProblems = std::vector<std::pair<QByteArray, QString>>;

/// Reads the members of one received object and notes what breaks a rule. A member that is null counts as absent;
/// absent and refused members both come back empty.
class FieldReader
{
public:
    /// `problems` outlives the reader; `prefix` stands before every name in it (`contact.`).
    FieldReader(QJsonObject object, FieldProblems &problems, QByteArray prefix = {});

    /// The member itself; undefined when it is absent.
    QJsonValue value(QByteArrayView name) const;
    /// Text of 1 to `longest` characters without U+0000.
    std::optional<QString> text(QByteArrayView name, qsizetype longest);
    /// The same under one of two names; a problem when both are given and differ.
    std::optional<QString> text(QByteArrayView name, QByteArrayView alias, qsizetype longest);
    std::optional<qint64> whole(QByteArrayView name, qint64 low, qint64 high);
    std::optional<double> number(QByteArrayView name, double low, double high);
    std::optional<bool> flag(QByteArrayView name);
    /// The object under `name` with its own prefix; empty when absent.
    std::optional<FieldReader> object(QByteArrayView name);

    void refuse(QByteArrayView name, const QString &reason);

private:
    QJsonObject m_object;
    FieldProblems &m_problems;
    QByteArray m_prefix;
};

} // namespace signalbox::commerce
