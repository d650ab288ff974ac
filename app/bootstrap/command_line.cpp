#include "app/bootstrap/command_line.h"

#include "app/bootstrap/exit_codes.h"

#include <QCommandLineParser>

#include <cstdio>

namespace signalbox::bootstrap {

using namespace Qt::StringLiterals;

namespace {

QString usageLine(const QString &program, const Command &command)
{
    QString line = program;
    if (!command.name.isEmpty())
        line += u' ' + command.name;
    if (!command.options.isEmpty())
        line += u" [options]"_s;
    for (const QString &name : command.positional)
        line += u' ' + (name.startsWith(u'[') ? name : u'<' + name + u'>');
    return line;
}

QString programUsage(const QString &program, const Commands &commands)
{
    qsizetype width = 0;
    for (const Command &command : commands)
        width = std::max(width, usageLine(program, command).size());
    QString text = u"Usage:\n"_s;
    for (const Command &command : commands)
        text += u"  "_s + usageLine(program, command).leftJustified(width) + u"  "_s + command.help + u'\n';
    return text + u"  "_s + program + u" --version | --help | <command> --help\n"_s;
}

QString commandUsage(const QString &program, const Command &command)
{
    QString text = u"Usage: "_s + usageLine(program, command) + u"\n  "_s + command.help + u'\n';
    for (const QCommandLineOption &option : command.options) {
        QStringList names;
        for (const QString &name : option.names())
            names += (name.size() == 1 ? u"-"_s : u"--"_s) + name;
        QString left = names.join(u", "_s);
        if (!option.valueName().isEmpty())
            left += u" <"_s + option.valueName() + u'>';
        const QString standard = option.defaultValues().join(u", "_s);
        text += u"  "_s + left.leftJustified(28) + u"  "_s + option.description()
            + (standard.isEmpty() ? QString() : u" ["_s + standard + u']') + u'\n';
    }
    return text;
}

/// The command that the first words name, and how many words that took.
std::pair<const Command *, qsizetype> findCommand(const Commands &commands, const QStringList &arguments)
{
    for (const qsizetype words : {2, 1, 0}) {
        if (arguments.size() < words)
            continue;
        const QString name = arguments.first(words).join(u' ');
        for (const Command &command : commands) {
            if (command.name == name || (words == 1 && !command.alias.isEmpty() && command.alias == name))
                return {&command, words};
        }
        // Without a subcommand only options may follow; anything else is a word that nobody knows.
        if (words == 1 && !arguments.first().startsWith(u'-'))
            return {nullptr, 0};
    }
    return {nullptr, 0};
}

QString positionalProblem(const Command &command, qsizetype given)
{
    qsizetype required = 0;
    bool isOpen = false;
    for (const QString &name : command.positional) {
        required += name.startsWith(u'[') ? 0 : 1;
        isOpen = isOpen || name.contains(u'…');
    }
    if (given < required)
        return u"%1 is missing"_s.arg(command.positional[given]);
    if (!isOpen && given > command.positional.size())
        return u"too many arguments"_s;
    return {};
}

std::expected<Invocation, Refusal> parseArguments(const QString &program, const Command &command,
                                                  const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions(command.options);
    QString problem;
    if (!parser.parse(QStringList{program} + arguments))
        problem = parser.errorText();
    else
        problem = positionalProblem(command, parser.positionalArguments().size());
    if (!problem.isEmpty())
        return std::unexpected(
            Refusal{program + u": "_s + problem + u"\n\n"_s + commandUsage(program, command), kExitUsage});

    Invocation invocation{&command, {parser.positionalArguments(), {}}};
    for (const QCommandLineOption &option : command.options) {
        if (!parser.isSet(option) && option.defaultValues().isEmpty())
            continue;
        const QStringList values = parser.values(option);
        invocation.arguments.options[option.names().first()] = values.isEmpty() ? QStringList{QString()} : values;
    }
    return invocation;
}

} // namespace

std::expected<Invocation, Refusal> parseCommandLine(const QString &program, const Commands &commands,
                                                    const QStringList &arguments)
{
    const QString first = arguments.value(0);
    if (first == u"--version")
        return std::unexpected(Refusal{program + u' ' + QLatin1StringView(SIGNALBOX_VERSION) + u'\n', kExitDone});
    if (first == u"--help" || first == u"-h" || first == u"help")
        return std::unexpected(Refusal{programUsage(program, commands), kExitDone});

    const auto [command, words] = findCommand(commands, arguments);
    if (!command) {
        const QString problem = first.isEmpty() ? u"a command is missing"_s
            : first.startsWith(u'-')            ? u"unknown option "_s + first
                                                : u"unknown command "_s + first;
        return std::unexpected(
            Refusal{program + u": "_s + problem + u"\n\n"_s + programUsage(program, commands), kExitUsage});
    }
    const QStringList rest = arguments.sliced(words);
    const bool asksForHelp = rest.contains(u"--help"_s) || rest.contains(u"-h"_s);
    if (asksForHelp)
        return std::unexpected(Refusal{commandUsage(program, *command), kExitDone});
    return parseArguments(program, *command, rest);
}

int runCommandLine(const QString &program, const Commands &commands, const QStringList &arguments)
{
    const auto invocation = parseCommandLine(program, commands, arguments);
    if (invocation)
        return invocation->command->run(invocation->arguments);
    const Refusal &refusal = invocation.error();
    std::fputs(refusal.text.toUtf8().constData(), refusal.exitCode == kExitDone ? stdout : stderr);
    return refusal.exitCode;
}

} // namespace signalbox::bootstrap
