#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

/// One log line, in `GET /ops/v1/logs` and on the stream's topic `log` (contract platform 10).
struct LogRow
{
    QString id = {}; ///< `<start of the gateway in ms>.<number of the line>`: never used twice
    core::WallTime at = {};
    QString level = {}; ///< `debug`, `info`, `warn`, `error`
    QString service = {};
    QString message = {};
    QString requestId = {}; ///< empty for lines without a request
    QString traceId = {};
    QString path = {};
    QJsonObject line = {}; ///< the whole line as logged, redacted
    /// On the stream only: lines left out since the event before, because more came than the stream carries.
    std::optional<int> skipped = {};

    static constexpr const char *kName = "LogRow";
    static constexpr auto members()
    {
        return std::tuple(Member("id", &LogRow::id), Member("at", &LogRow::at), Member("level", &LogRow::level),
                          Member("service", &LogRow::service), Member("message", &LogRow::message),
                          Member("requestId", &LogRow::requestId), Member("traceId", &LogRow::traceId),
                          Member("path", &LogRow::path), Member("line", &LogRow::line),
                          Member("skipped", &LogRow::skipped));
    }
    bool operator==(const LogRow &) const = default;
};

} // namespace signalbox::protocol
