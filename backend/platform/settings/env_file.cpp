#include "backend/platform/settings/env_file.h"

#include <QUtf8StringView>

#include <optional>

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

bool isNameStart(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool isNamePart(char c)
{
    return isNameStart(c) || (c >= '0' && c <= '9');
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// A value, or the end of a sentence about what is wrong with it.
struct Parsed
{
    QByteArray value;
    QString problem;
};

bool startsExpansion(QByteArrayView text, qsizetype at)
{
    return text[at] == '$' && at + 1 < text.size() && (text[at + 1] == '(' || text[at + 1] == '{');
}

QString expansionProblem()
{
    return u"holds $( or ${, but nothing is expanded; put the value into single quotes"_s;
}

/// Nothing but a comment may follow a closing quote.
bool isEndOfValue(QByteArrayView rest)
{
    const QByteArrayView text = rest.trimmed();
    return text.isEmpty() || (text.front() == '#' && isBlank(rest.front()));
}

Parsed singleQuoted(QByteArrayView text)
{
    const qsizetype end = text.indexOf('\'', 1);
    if (end < 0)
        return {{}, u"has no closing quote"_s};
    if (!isEndOfValue(text.sliced(end + 1)))
        return {{}, u"has text behind the closing quote"_s};
    return {text.sliced(1, end - 1).toByteArray(), {}};
}

Parsed doubleQuoted(QByteArrayView text)
{
    QByteArray value;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            if (!isEndOfValue(text.sliced(i + 1)))
                return {{}, u"has text behind the closing quote"_s};
            return {value, {}};
        }
        if (startsExpansion(text, i))
            return {{}, expansionProblem()};
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (c == '\\' && (next == 'n' || next == '"' || next == '\\' || next == '$')) {
            value += next == 'n' ? '\n' : next;
            ++i;
        } else {
            value += c;
        }
    }
    return {{}, u"has no closing quote"_s};
}

Parsed unquoted(QByteArrayView text)
{
    qsizetype end = 0;
    while (end < text.size() && !(text[end] == '#' && end > 0 && isBlank(text[end - 1]))) {
        if (startsExpansion(text, end))
            return {{}, expansionProblem()};
        ++end;
    }
    return {text.first(end).trimmed().toByteArray(), {}};
}

Parsed parseText(QByteArrayView text)
{
    const QByteArrayView trimmed = text.trimmed();
    if (trimmed.startsWith('\''))
        return singleQuoted(trimmed);
    if (trimmed.startsWith('"'))
        return doubleQuoted(trimmed);
    return unquoted(text);
}

void keep(EnvFile &file, EnvLine line, const QString &fileName)
{
    const auto earlier = std::ranges::find(file.lines, line.name, &EnvLine::name);
    if (earlier == file.lines.end()) {
        file.lines.push_back(std::move(line));
        return;
    }
    file.findings.warnings += u"%1 is set twice in %2, in lines %3 and %4; the last wins"_s.arg(
        QString::fromUtf8(line.name), fileName, QString::number(earlier->line), QString::number(line.line));
    *earlier = std::move(line);
}

} // namespace

EnvFile parseEnvFile(const QByteArray &text, const QString &file)
{
    EnvFile parsed;
    if (!QUtf8StringView(text).isValidUtf8() || text.contains('\0')) {
        parsed.findings.problems += u"%1 is not UTF-8 text"_s.arg(file);
        return parsed;
    }
    const QByteArray body = text.startsWith("\xEF\xBB\xBF") ? text.sliced(3) : text;
    int number = 0;
    for (const QByteArray &raw : body.split('\n')) {
        ++number;
        const QByteArray line = raw.trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        QByteArrayView rest(line);
        if (rest.startsWith("export ") || rest.startsWith("export\t"))
            rest = rest.sliced(7).trimmed();
        qsizetype nameEnd = 0;
        while (nameEnd < rest.size() && isNamePart(rest[nameEnd]))
            ++nameEnd;
        if (nameEnd == 0 || !isNameStart(rest[0]) || nameEnd >= rest.size() || rest[nameEnd] != '=') {
            parsed.findings.problems += u"%1 line %2 is not NAME=value"_s.arg(file).arg(number);
            continue;
        }
        const QByteArray name = rest.first(nameEnd).toByteArray();
        const Parsed value = parseText(rest.sliced(nameEnd + 1));
        if (value.problem.isEmpty())
            keep(parsed, {name, QString::fromUtf8(value.value), number}, file);
        else
            parsed.findings.problems
                += u"%1 line %2: %3 %4"_s.arg(file, QString::number(number), QString::fromUtf8(name), value.problem);
    }
    return parsed;
}

} // namespace signalbox::settings
