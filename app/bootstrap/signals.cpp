#include "app/bootstrap/signals.h"

#include "app/bootstrap/exit_codes.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace signalbox::bootstrap {

namespace {

constexpr std::array<int, 3> kSignals{SIGTERM, SIGINT, SIGHUP};

// A signal handler reaches only what is global.
std::atomic<int> wakeDescriptor{-1};
std::atomic<int> terminations{0};

/// Only async-signal-safe calls (signal-safety(7)).
void handle(int number)
{
    const int savedErrno = errno;
    if (number != SIGHUP && terminations.fetch_add(1) > 0)
        ::_exit(kExitFailure);
    const char byte = char(number);
    // A full pipe already holds what wakes the loop.
    [[maybe_unused]] const ssize_t written = ::write(wakeDescriptor.load(), &byte, 1);
    errno = savedErrno;
}

} // namespace

ProcessSignals::ProcessSignals(QObject *parent)
    : QObject(parent)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    m_readEnd = ends[0];
    m_writeEnd = ends[1];
    wakeDescriptor = m_writeEnd;
    terminations = 0;
    m_notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &ProcessSignals::read);

    struct sigaction action{};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    for (const int number : kSignals)
        ::sigaction(number, &action, nullptr);
}

ProcessSignals::~ProcessSignals()
{
    for (const int number : kSignals)
        ::signal(number, SIG_DFL);
    wakeDescriptor = -1;
    delete m_notifier;
    ::close(m_readEnd);
    ::close(m_writeEnd);
}

void ProcessSignals::read()
{
    char byte = 0;
    while (::read(m_readEnd, &byte, 1) == 1) {
        if (byte == SIGHUP)
            Q_EMIT reloadRequested();
        else
            Q_EMIT terminateRequested();
    }
}

} // namespace signalbox::bootstrap
