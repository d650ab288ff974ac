#pragma once

#include <QStringList>

namespace signalbox::settings {

/// What is wrong (the process must not start) and what is only odd. One sentence each that names the variable and
/// never holds the value of a secret; problems read on after `Invalid configuration: `.
struct Findings
{
    QStringList problems;
    QStringList warnings;

    void append(const Findings &more)
    {
        problems += more.problems;
        warnings += more.warnings;
    }
};

} // namespace signalbox::settings
