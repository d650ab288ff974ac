#pragma once

#include "backend/operator/protocol/logs.h"
#include "backend/operator/server/list_query.h"
#include "backend/platform/core/task.h"
#include "backend/platform/log/ring.h"

namespace signalbox::server {

/// The id of a line: `<start of the gateway in ms>.<number of the line>`.
QString logIdOf(core::WallTime startedAt, quint64 sequence);

/// A written line as the protocol shows it. Pure.
protocol::LogRow logRowOf(const log::RecentLine &line, core::WallTime startedAt);

/// A page of the kept lines, newest first unless the query sorts. Parses in slices and gives way between them. Gone
/// for a cursor whose line is not kept any more.
Task<Result<protocol::Page<protocol::LogRow>>> logPage(const log::Ring *ring, core::WallTime startedAt, ListQuery query,
                                                       core::WallTime at);

/// Chooses what the stream carries of the new lines: at most 50 within a second, warnings and errors first, with room
/// kept for them.
class LogChooser
{
public:
    static constexpr size_t kMostPerSecond = 50;
    /// Lines below `warn` that one call may choose.
    static constexpr size_t kMostPlain = 10;

    /// The chosen rows, oldest first; the first one says how many were left out before it.
    std::vector<protocol::LogRow> choose(std::vector<protocol::LogRow> rows, core::SteadyTime now);
    /// Lines that were never looked at.
    void skip(quint64 lines) { m_skipped += int(std::min<quint64>(lines, 1'000'000)); }

private:
    core::SteadyTime m_second {};
    size_t m_left = kMostPerSecond;
    int m_skipped = 0;
};

} // namespace signalbox::server
