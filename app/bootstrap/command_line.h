#pragma once

#include <QCommandLineOption>
#include <QHash>
#include <QList>
#include <QStringList>

#include <expected>
#include <functional>
#include <vector>

namespace signalbox::bootstrap {

/// What was given to a subcommand.
struct Arguments
{
    QStringList positional;
    QHash<QString, QStringList> options; ///< by the option's first name; a flag without a value has one empty entry

    bool has(const QString &option) const { return options.contains(option); }
    /// The last value given, or `fallback`.
    QString value(const QString &option, const QString &fallback = {}) const
    {
        return has(option) ? options[option].last() : fallback;
    }
};

/// One row of a program's table of subcommands.
struct Command
{
    QString name; ///< one or two words: `serve`, `config check`; empty = what runs without a subcommand
    QString help; ///< one sentence
    QList<QCommandLineOption> options = {};
    QStringList positional = {}; ///< names of positional arguments; `[name]` = may be left out, `name…` = one or more
    std::function<int(const Arguments &)> run = {}; ///< returns the exit code
    QString alias = {}; ///< an option that stands for the subcommand: `--check-config`
};

using Commands = std::vector<Command>;

/// The outcome of parsing: a command to run, or a text to print and an exit code.
struct Invocation
{
    const Command *command = nullptr;
    Arguments arguments;
};

struct Refusal
{
    QString text;
    int exitCode = 2; ///< 0 for `--help` and `--version`, whose text goes to stdout
};

/// Finds the subcommand and parses its options. `arguments` without the program's name. Pure.
std::expected<Invocation, Refusal> parseCommandLine(const QString &program, const Commands &commands,
                                                    const QStringList &arguments);

/// Parses and runs; an unknown subcommand or flag prints the sentence and the usage on stderr and gives kExitUsage.
int runCommandLine(const QString &program, const Commands &commands, const QStringList &arguments);

} // namespace signalbox::bootstrap
