#include "app/bootstrap/process.h"

#include <QByteArray>
#include <QtGlobal>

#include <malloc.h>
#include <sys/resource.h>

#include <csignal>

namespace signalbox::bootstrap {

namespace {

constexpr int kArenas = 4;
constexpr int kLargeBytes = 256 * 1024;

} // namespace

void prepareProcess()
{
    // What one thread frees another one uses: with an arena for each thread, memory that travels (answers, lines,
    // decisions) would be kept many times over. Large blocks go back to the system at once.
    ::mallopt(M_ARENA_MAX, kArenas);
    ::mallopt(M_MMAP_THRESHOLD, kLargeBytes);
    qputenv("QT_NO_THREADED_GLIB", "1");
    std::signal(SIGPIPE, SIG_IGN);
    // A file at the size limit is a write error like a full disk, not the end of the process.
    std::signal(SIGXFSZ, SIG_IGN);
}

void limitProcess(bool allowCore)
{
    if (!allowCore) {
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none);
    }
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < files.rlim_max) {
        files.rlim_cur = files.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
}

} // namespace signalbox::bootstrap
