#pragma once

#include "backend/services/approvals/submission.h"

#include <QJsonValue>

#include <initializer_list>

namespace signalbox::approvals {

/// Reads the members of one received object and notes each fault with its place (section 3). Names and messages of
/// the faults are those the original's framework used.
class RequestFields
{
public:
    /// `faults` outlives the reader.
    RequestFields(QJsonObject object, QJsonArray loc, Faults &faults);

    QJsonValue value(QLatin1StringView name) const { return m_object[name]; }
    bool has(QLatin1StringView name) const { return m_object.contains(name); }

    /// Required text of `shortest` to `longest` code points without U+0000. Empty when refused.
    std::optional<QString> text(QLatin1StringView name, qsizetype shortest, qsizetype longest);
    /// Text, or nothing for absent, null and "".
    QString optionalText(QLatin1StringView name, qsizetype longest);
    /// Required, one of the words.
    QString word(QLatin1StringView name, std::initializer_list<QLatin1StringView> words);
    /// A whole number within the limits; also as a decimal string or a float without a fraction. Empty when absent and
    /// not `required`, or refused.
    std::optional<int> whole(QLatin1StringView name, int low, int high, bool required = false);
    bool flag(QLatin1StringView name, bool fallback);
    /// Empty when absent or refused.
    std::optional<QJsonArray> list(QLatin1StringView name, qsizetype most);

    /// One text of a list, by the same rules.
    std::optional<QString> checkText(const QJsonValue &value, const QJsonArray &loc, qsizetype shortest,
                                     qsizetype longest);
    QJsonArray place(QLatin1StringView name) const;
    void refuse(const QJsonArray &loc, const QByteArray &type, const QString &msg);

private:
    QJsonObject m_object;
    QJsonArray m_loc;
    Faults &m_faults;
};

} // namespace signalbox::approvals
