#pragma once

#include "backend/services/approvals/submission.h"

#include <QUrlQuery>

namespace signalbox::approvals {

/// Reads the parameters of a query and notes each fault with its place (contract approval-gateway 3).
class QueryFields
{
public:
    explicit QueryFields(const QByteArray &query);

    /// Empty when absent. U+0000 and more than 256 code points are faults.
    QString text(const char *name);
    QString requiredText(const char *name);
    /// At least `low`; over `high` it is `high`.
    int whole(const char *name, int byDefault, int low, int high);
    /// One of the words; empty when absent.
    QString word(const char *name, std::initializer_list<QLatin1StringView> words);

    void refuse(const char *name, const QByteArray &type, const QString &msg);
    const Faults &faults() const { return m_faults; }

private:
    QUrlQuery m_query;
    Faults m_faults;
};

} // namespace signalbox::approvals
