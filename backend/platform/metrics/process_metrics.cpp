#include "backend/platform/metrics/process_metrics.h"

#include <QDir>
#include <QFile>
#include <QList>
#include <QString>

#include <sys/resource.h>
#include <unistd.h>

namespace signalbox::metrics {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

double bootSeconds()
{
    for (const QByteArray &line : contentOf(u"/proc/stat"_s).split('\n')) {
        if (line.startsWith("btime "))
            return line.mid(6).toDouble();
    }
    return 0;
}

Gauge declared(Registry &registry, QByteArray name, QByteArray help, Kind kind = Kind::Gauge)
{
    registry.declare({name, std::move(help), kind, {}});
    return registry.gauge(name);
}

} // namespace

ProcessMetrics::ProcessMetrics(Registry &registry)
    : m_cpuSeconds(declared(registry, "process_cpu_seconds_total"_ba, "User and system CPU time spent in seconds"_ba,
                            Kind::Total)),
      m_residentBytes(declared(registry, "process_resident_memory_bytes"_ba, "Resident memory size in bytes"_ba)),
      m_virtualBytes(declared(registry, "process_virtual_memory_bytes"_ba, "Virtual memory size in bytes"_ba)),
      m_openFds(declared(registry, "process_open_fds"_ba, "Number of open file descriptors"_ba)),
      m_maxFds(declared(registry, "process_max_fds"_ba, "Maximum number of open file descriptors"_ba)),
      m_threads(declared(registry, "process_threads"_ba, "Number of threads"_ba)),
      m_startTime(declared(registry, "process_start_time_seconds"_ba,
                           "Start time of the process since the Unix epoch in seconds"_ba)),
      m_bootSeconds(bootSeconds())
{
    collect();
}

void ProcessMetrics::collectStat()
{
    // proc(5): the second field is the command in parentheses and may hold anything; count behind its end.
    const QByteArray stat = contentOf(u"/proc/self/stat"_s);
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr int kFirst = 3; // number of the first field behind the command
    if (fields.size() <= 24 - kFirst)
        return;
    const auto field = [&fields](int number) { return fields.at(number - kFirst).toDouble(); };
    const auto ticks = double(sysconf(_SC_CLK_TCK));
    m_cpuSeconds.set((field(14) + field(15)) / ticks);
    m_threads.set(field(20));
    m_startTime.set(m_bootSeconds + field(22) / ticks);
    m_virtualBytes.set(field(23));
    m_residentBytes.set(field(24) * double(sysconf(_SC_PAGESIZE)));
}

void ProcessMetrics::collect()
{
    collectStat();
    const auto entries = QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System);
    m_openFds.set(double(entries.size()));
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
        m_maxFds.set(double(limit.rlim_cur));
}

} // namespace signalbox::metrics
