#include "backend/platform/settings/raw_values.h"

#include "backend/platform/settings/env_file.h"
#include "backend/platform/settings/name_distance.h"

#include <QFile>
#include <QFileInfo>
#include <QUtf8StringView>

#include <unistd.h>

#include <expected>
#include <optional>

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxFileBytes = 1024 * 1024;
/// Shorter names of the process environment are too often one letter away from a known one by chance.
constexpr qsizetype kShortestComparedName = 6;

std::expected<QByteArray, QString> readSmallFile(const QString &path)
{
    QFile file(path);
    if (QFileInfo(path).isDir())
        return std::unexpected(u"it is a directory"_s);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(file.errorString());
    QByteArray bytes = file.read(kMaxFileBytes + 1);
    if (bytes.size() > kMaxFileBytes)
        return std::unexpected(u"it is larger than 1 MiB"_s);
    return bytes;
}

void addEnvFile(const QString &path, RawValues &values, Findings &findings)
{
    const auto bytes = readSmallFile(path);
    if (!bytes) {
        findings.problems += u"%1 cannot be read: %2"_s.arg(path, bytes.error());
        return;
    }
    const EnvFile file = parseEnvFile(*bytes, path);
    findings.append(file.findings);
    for (const EnvLine &line : file.lines)
        values[line.name] = {line.value, Source::EnvFile, u"%1:%2"_s.arg(path).arg(line.line)};
}

/// All names of the environment and the files, known or not.
RawValues gather(const Sources &sources, Findings &findings)
{
    RawValues values;
    if (!sources.optionalEnvFile.isEmpty() && QFileInfo::exists(sources.optionalEnvFile))
        addEnvFile(sources.optionalEnvFile, values, findings);
    for (const QString &path : sources.envFiles)
        addEnvFile(path, values, findings);
    for (const auto &[name, text] : sources.environment.asKeyValueRange()) {
        if (!text.isEmpty())
            values[name] = {text, Source::Environment, {}};
    }
    values.removeIf([](const auto &entry) { return entry->text.isEmpty(); });
    return values;
}

bool readsFile(const Definition &definition)
{
    return definition.secret || definition.readsFile;
}

/// Replaces the pair `<KEY>_FILE=path` by `<KEY>=content`.
void takeFromFile(const QByteArray &key, RawValues &values, Findings &findings)
{
    const QByteArray fileKey = key + "_FILE";
    const auto named = values.constFind(fileKey);
    if (named == values.constEnd())
        return;
    const QString name = QString::fromUtf8(key);
    if (values.contains(key)) {
        findings.problems += u"%1 and %1_FILE are both set; keep one of them"_s.arg(name);
        return;
    }
    auto bytes = readSmallFile(named->text);
    if (!bytes) {
        findings.problems += u"%1_FILE names a file that cannot be read: %2"_s.arg(name, bytes.error());
        return;
    }
    if (!QUtf8StringView(*bytes).isValidUtf8() || bytes->contains('\0')) {
        findings.problems += u"%1_FILE names a file that is not UTF-8 text"_s.arg(name);
        return;
    }
    if (bytes->endsWith('\n'))
        bytes->chop(bytes->endsWith("\r\n") ? 2 : 1);
    if (!bytes->isEmpty())
        values[key] = {QString::fromUtf8(*bytes), named->source, name + u"_FILE"_s};
}

void warnOfNearNames(const Catalogue &catalogue, const RawValues &values, Findings &findings)
{
    QSet<QByteArray> known;
    for (const Definition &definition : catalogue) {
        known += definition.key;
        if (readsFile(definition))
            known += definition.key + "_FILE";
    }
    QStringList warnings;
    for (const auto &[name, value] : values.asKeyValueRange()) {
        if (known.contains(name) || name.size() < kShortestComparedName)
            continue;
        const auto near = std::ranges::find_if(known, [&name](const QByteArray &k) { return isOneLetterOff(name, k); });
        if (near != known.end())
            warnings += u"%1 is not a known name and is ignored; did you mean %2?"_s.arg(QString::fromUtf8(name),
                                                                                         QString::fromUtf8(*near));
    }
    warnings.sort();
    findings.warnings += warnings;
}

} // namespace

QHash<QByteArray, QString> processEnvironment()
{
    QHash<QByteArray, QString> all;
    for (char **entry = environ; entry && *entry; ++entry) {
        const QByteArrayView line(*entry);
        if (const qsizetype equals = line.indexOf('='); equals > 0)
            all.insert(line.first(equals).toByteArray(), QString::fromLocal8Bit(line.sliced(equals + 1)));
    }
    return all;
}

RawValues readRawValues(const Catalogue &catalogue, const Sources &sources, Findings &findings)
{
    RawValues values = gather(sources, findings);
    warnOfNearNames(catalogue, values, findings);
    for (const Definition &definition : catalogue) {
        if (readsFile(definition))
            takeFromFile(definition.key, values, findings);
    }
    RawValues known;
    for (const Definition &definition : catalogue) {
        if (const auto found = values.constFind(definition.key); found != values.constEnd())
            known.insert(definition.key, *found);
    }
    return known;
}

RawValues withOverrides(RawValues raw, const Overrides &overrides)
{
    for (const auto &[key, text] : overrides.asKeyValueRange()) {
        if (text.isEmpty())
            raw.remove(key);
        else
            raw[key] = {text, Source::Revision, {}};
    }
    return raw;
}

} // namespace signalbox::settings
