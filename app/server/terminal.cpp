#include "app/server/terminal.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

namespace signalbox::daemon {

namespace {

constexpr char kInterrupt = 3;
constexpr const char *kAlternateScreen = "\x1b[?1049h\x1b[?25l";
constexpr const char *kMainScreen = "\x1b[?25h\x1b[?1049l";
constexpr const char *kHome = "\x1b[H";
constexpr const char *kClearLine = "\x1b[K\r\n";
constexpr const char *kClearBelow = "\x1b[J";

volatile std::sig_atomic_t isEnding = 0;

void onSignal(int)
{
    isEnding = 1;
}

void listenForEnd()
{
    struct sigaction action {};
    action.sa_handler = onSignal;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGHUP, &action, nullptr);
}

} // namespace

std::optional<Terminal> Terminal::open()
{
    termios before {};
    if (!::isatty(STDIN_FILENO) || !::isatty(STDOUT_FILENO) || ::tcgetattr(STDIN_FILENO, &before) != 0)
        return {};
    termios raw = before;
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG);
    if (::tcsetattr(STDIN_FILENO, TCSANOW, &raw) != 0)
        return {};
    listenForEnd();
    std::fputs(kAlternateScreen, stdout);
    return Terminal(before);
}

Terminal::Terminal(Terminal &&other) noexcept : m_before(std::exchange(other.m_before, std::nullopt))
{
}

Terminal::~Terminal()
{
    if (!m_before)
        return;
    std::fputs(kMainScreen, stdout);
    std::fflush(stdout);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &*m_before);
}

Terminal::Size Terminal::size() const
{
    winsize window {};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0 || window.ws_row == 0)
        return {};
    return {window.ws_col, window.ws_row};
}

void Terminal::draw(const QStringList &lines) const
{
    QByteArray screen = kHome;
    for (const QString &line : lines)
        screen += line.toUtf8() + kClearLine;
    screen += kClearBelow;
    std::fwrite(screen.constData(), 1, size_t(screen.size()), stdout);
    std::fflush(stdout);
}

std::optional<char> Terminal::key(std::chrono::milliseconds patience) const
{
    pollfd input {STDIN_FILENO, POLLIN, 0};
    const int ready = isEnding ? -1 : ::poll(&input, 1, int(patience.count()));
    if (isEnding)
        return kInterrupt;
    char key = 0;
    if (ready <= 0)
        return {};
    // The end of the input: nobody is there any more.
    return ::read(STDIN_FILENO, &key, 1) == 1 ? key : kInterrupt;
}

} // namespace signalbox::daemon
