#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

/// One request in a list and on the stream's topic `requests`.
struct RequestRow
{
    QString id = {};
    core::WallTime at = {};
    QString service = {};
    QString operation = {};
    QString method = {};
    QString path = {}; ///< redacted
    int status = 0;
    double ms = 0;
    QString upstream = {}; ///< names of the parties that were called, comma separated
    QString error = {}; ///< code, empty when fine
    QString client = {}; ///< address
    QString traceId = {};

    static constexpr const char *kName = "RequestRow";
    static constexpr auto members()
    {
        return std::tuple(Member("id", &RequestRow::id), Member("at", &RequestRow::at),
                          Member("service", &RequestRow::service), Member("operation", &RequestRow::operation),
                          Member("method", &RequestRow::method), Member("path", &RequestRow::path),
                          Member("status", &RequestRow::status), Member("ms", &RequestRow::ms),
                          Member("upstream", &RequestRow::upstream), Member("error", &RequestRow::error),
                          Member("client", &RequestRow::client), Member("traceId", &RequestRow::traceId));
    }
    bool operator==(const RequestRow &) const = default;
};

/// A bar of the waterfall.
struct StageTiming
{
    QString name = {};
    double startMs = 0; ///< since the head was complete
    double ms = 0;

    static constexpr const char *kName = "StageTiming";
    static constexpr auto members()
    {
        return std::tuple(Member("name", &StageTiming::name), Member("startMs", &StageTiming::startMs),
                          Member("ms", &StageTiming::ms));
    }
    bool operator==(const StageTiming &) const = default;
};

/// The time between two tries of one call.
struct RetryPause
{
    double startMs = 0; ///< since the head was complete
    double ms = 0;

    static constexpr const char *kName = "RetryPause";
    static constexpr auto members()
    {
        return std::tuple(Member("startMs", &RetryPause::startMs), Member("ms", &RetryPause::ms));
    }
    bool operator==(const RetryPause &) const = default;
};

struct UpstreamCall
{
    QString upstream = {};
    int status = 0; ///< 0: no answer
    double ms = 0; ///< all tries and pauses
    int tries = 1; ///< 0: nothing was sent
    double startMs = 0; ///< since the head was complete
    std::vector<RetryPause> pauses = {};

    static constexpr const char *kName = "UpstreamCall";
    static constexpr auto members()
    {
        return std::tuple(Member("upstream", &UpstreamCall::upstream), Member("status", &UpstreamCall::status),
                          Member("ms", &UpstreamCall::ms), Member("tries", &UpstreamCall::tries),
                          Member("startMs", &UpstreamCall::startMs), Member("pauses", &UpstreamCall::pauses));
    }
    bool operator==(const UpstreamCall &) const = default;
};

struct HeaderField
{
    QString name = {};
    QString value = {}; ///< credentials replaced

    static constexpr const char *kName = "HeaderField";
    static constexpr auto members()
    {
        return std::tuple(Member("name", &HeaderField::name), Member("value", &HeaderField::value));
    }
    bool operator==(const HeaderField &) const = default;
};

struct LogLine
{
    core::WallTime at = {};
    QString level = {};
    QString message = {};
    QJsonObject line = {}; ///< the whole line as logged

    static constexpr const char *kName = "LogLine";
    static constexpr auto members()
    {
        return std::tuple(Member("at", &LogLine::at), Member("level", &LogLine::level),
                          Member("message", &LogLine::message), Member("line", &LogLine::line));
    }
    bool operator==(const LogLine &) const = default;
};

/// `GET /ops/v1/requests/{id}`.
struct RequestDetail
{
    RequestRow request = {};
    QString route = {}; ///< template
    std::vector<StageTiming> stages = {};
    std::vector<UpstreamCall> calls = {};
    std::vector<HeaderField> headers = {};
    std::vector<LogLine> logLines = {};

    static constexpr const char *kName = "RequestDetail";
    static constexpr auto members()
    {
        return std::tuple(Member("request", &RequestDetail::request), Member("route", &RequestDetail::route),
                          Member("stages", &RequestDetail::stages), Member("calls", &RequestDetail::calls),
                          Member("headers", &RequestDetail::headers), Member("logLines", &RequestDetail::logLines));
    }
    bool operator==(const RequestDetail &) const = default;
};

} // namespace signalbox::protocol
