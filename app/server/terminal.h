#pragma once

#include <QStringList>

#include <chrono>
#include <optional>

#include <termios.h>

namespace signalbox::daemon {

/// The terminal of a live view: keys come one by one and unseen, the screen is drawn anew in place. As it was before
/// once the object is gone, also after SIGTERM and SIGHUP.
class Terminal
{
public:
    struct Size
    {
        int columns = 80;
        int rows = 24;
    };

    /// Nothing when input or output is no terminal.
    static std::optional<Terminal> open();
    Terminal(Terminal &&other) noexcept;
    Terminal &operator=(Terminal &&) = delete;
    Terminal(const Terminal &) = delete;
    ~Terminal();

    Size size() const;
    void draw(const QStringList &lines) const;
    /// Waits for a key at most that long; nothing when none came. 3 (Ctrl+C) also stands for a signal to end.
    std::optional<char> key(std::chrono::milliseconds patience) const;

private:
    explicit Terminal(const termios &before) : m_before(before) { }

    std::optional<termios> m_before; ///< nothing once moved from
};

} // namespace signalbox::daemon
