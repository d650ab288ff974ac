#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include <expected>
#include <optional>

namespace signalbox::console {

/// What `signalbox` was asked for.
struct Arguments
{
    std::optional<QUrl> attach; ///< operator address of a running gateway
    QByteArray token; ///< SIGNALBOX_OPS_TOKEN, for --attach
    bool sandbox = false;
    bool readOnly = false;
    QString dataDir; ///< empty = the usual place
};

/// A text to print and the exit code: 0 for --help and --version (on stdout), 2 for what cannot be understood.
struct Usage
{
    QString text;
    int exitCode = 2;
};

std::expected<Arguments, Usage> parseArguments(const QStringList &arguments);
int printUsage(const Usage &usage);

/// With `--headless` replaces this process by `signalboxd serve` beside it, handing on the other arguments; returns an
/// exit code only when that fails.
std::optional<int> runHeadlessIfAsked(int argc, char *argv[]);

} // namespace signalbox::console
