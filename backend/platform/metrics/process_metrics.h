#pragma once

#include "backend/platform/metrics/registry.h"

namespace signalbox::metrics {

/// The `process_*` families of this process, read from /proc: CPU seconds, resident and virtual memory, open and
/// allowed file descriptors, threads, start time. Construct and collect() on one thread; collect once a second.
class ProcessMetrics
{
public:
    explicit ProcessMetrics(Registry &registry);

    /// Reads /proc (about 50 µs, blocking but never on a disk). What cannot be read keeps its last value.
    void collect();

private:
    void collectStat();

    Gauge m_cpuSeconds;
    Gauge m_residentBytes;
    Gauge m_virtualBytes;
    Gauge m_openFds;
    Gauge m_maxFds;
    Gauge m_threads;
    Gauge m_startTime;
    double m_bootSeconds = 0; ///< when the machine started, seconds since 1970
};

} // namespace signalbox::metrics
