#pragma once

#include "backend/operator/protocol/logs.h"
#include "ui/kit/row_model.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// Log lines as rows and words.
class LogRows
{
    Q_DECLARE_TR_FUNCTIONS(LogRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    /// The message stands in one column with the fields that have none. `place`: what the table is sorted by in the column of times.
    static kit::Row row(const protocol::LogRow &line, qint64 place);
    /// error, warning, info, debug in the present language; any other word as it is.
    static QString level(const QString &level);
    static kit::Health health(const QString &level);
    /// Local time with milliseconds; with the day when it is not today's.
    static QString clock(core::WallTime at);
    /// A field's value: text as it is, anything else as JSON.
    static QString value(const QJsonValue &value);
    /// `status=200 ms=12`: the fields that have no column of their own.
    static QString rest(const protocol::LogRow &line);
};

} // namespace signalbox::pages
