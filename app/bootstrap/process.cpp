#include "app/bootstrap/process.h"

#include <QtGlobal>

#include <sys/resource.h>

#include <csignal>

namespace signalbox::bootstrap {

void prepareProcess()
{
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
