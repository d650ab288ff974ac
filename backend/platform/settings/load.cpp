#include "backend/platform/settings/load.h"

#include "backend/platform/log/writer.h"
#include "backend/platform/settings/parse_value.h"
#include "backend/platform/settings/production.h"

#include <QUrl>

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

using Values = QHash<QByteArray, Value>;

Values parseAll(const Catalogue &catalogue, const RawValues &raw, Findings &findings)
{
    Values values;
    values.reserve(qsizetype(catalogue.size()));
    for (const Definition &definition : catalogue) {
        const auto found = raw.constFind(definition.key);
        values.insert(definition.key,
                      found == raw.constEnd() ? defaultValue(definition) : parseValue(definition, *found, findings));
    }
    return values;
}

void judgePlaceholders(const Catalogue &catalogue, const Snapshot &snapshot, Findings &findings)
{
    const bool isProduction = productionLike(snapshot);
    for (const Definition &definition : catalogue) {
        if (!definition.secret || !isPlaceholder(snapshot.text(definition.key)))
            continue;
        const QString sentence = QString::fromUtf8(definition.key) + u" still holds a placeholder"_s;
        (isProduction ? findings.problems : findings.warnings) += sentence;
    }
}

void hideSecrets(const Catalogue &catalogue, const Snapshot &snapshot)
{
    for (const Definition &definition : catalogue) {
        const QString text = snapshot.text(definition.key);
        if (definition.secret) {
            // Some secrets are lists of keys, and each of them may turn up alone.
            log::hideValue(text.toUtf8());
            for (const QString &part : text.split(u','))
                log::hideValue(part.trimmed().toUtf8());
        } else if (text.contains(u"://")) {
            log::hideValue(QUrl(text).password(QUrl::FullyDecoded).toUtf8());
        }
    }
}

/// Keeps what runs where only a restart can change it.
void keepRunning(const Catalogue &catalogue, const Snapshot &running, Values &values)
{
    for (const Definition &definition : catalogue) {
        if (definition.apply != Apply::Restart)
            continue;
        Value &value = values[definition.key];
        const Value &kept = running.at(definition.key);
        if (value.text == kept.text)
            continue;
        const QString pending = value.text;
        value = kept;
        value.restartDue = true;
        value.pending = pending;
    }
}

} // namespace

Reading readSources(const Inputs &inputs)
{
    Reading reading;
    reading.raw = readRawValues(inputs.catalogue, inputs.sources, reading.findings);
    return reading;
}

Loaded assemble(const Inputs &inputs, const Reading &reading, const Overrides &overrides, quint64 revision,
                const Snapshot *running, core::WallTime now)
{
    Findings findings = reading.findings;
    Values values = parseAll(inputs.catalogue, withOverrides(reading.raw, overrides), findings);
    if (running)
        keepRunning(inputs.catalogue, *running, values);
    for (auto &&[key, value] : values.asKeyValueRange()) {
        if (value.rule && value.rule->kind == RuleKind::Schedule)
            value.boolean = value.rule->decide(key, {}, now);
    }
    auto snapshot = std::make_shared<const Snapshot>(revision, std::move(values));
    judgePlaceholders(inputs.catalogue, *snapshot, findings);
    for (const Check &check : inputs.checks)
        findings.append(check(*snapshot));
    if (!findings.problems.isEmpty())
        return {nullptr, findings};
    hideSecrets(inputs.catalogue, *snapshot);
    return {std::move(snapshot), findings};
}

Loaded load(const Inputs &inputs)
{
    return assemble(inputs, readSources(inputs), inputs.sources.overrides, inputs.revision, nullptr,
                    core::systemClock().wall());
}

std::optional<QString> overrideProblem(const Catalogue &catalogue, const QByteArray &key, const QString &text)
{
    const Definition *definition = definitionOf(catalogue, key);
    if (!definition)
        return QString::fromUtf8(key) + u" is not a setting of this build"_s;
    if (text.isEmpty())
        return {};
    Findings findings;
    const Value value = parseValue(*definition, {text, Source::Revision, {}}, findings);
    if (!findings.problems.isEmpty())
        return findings.problems.first();
    // A clamped number is fine and shown as such; any other warning says that the text would not be used.
    if (!findings.warnings.isEmpty() && !value.clamped)
        return findings.warnings.first().section(u';', 0, 0);
    return {};
}

const Definition *definitionOf(const Catalogue &catalogue, const QByteArray &key)
{
    const auto found = std::ranges::find(catalogue, key, &Definition::key);
    return found == catalogue.end() ? nullptr : &*found;
}

QByteArrayList restartDue(const Catalogue &catalogue, const Snapshot &snapshot)
{
    QByteArrayList due;
    for (const Definition &definition : catalogue) {
        if (snapshot.at(definition.key).restartDue)
            due += definition.key;
    }
    std::ranges::sort(due);
    return due;
}

QStringList problemLines(const Findings &findings)
{
    QStringList lines;
    for (const QString &problem : findings.problems)
        lines += u"Invalid configuration: "_s + problem;
    return lines;
}

} // namespace signalbox::settings
