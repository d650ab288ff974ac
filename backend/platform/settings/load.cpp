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

Loaded build(const Inputs &inputs, const Snapshot *running)
{
    Findings findings;
    const RawValues raw = readRawValues(inputs.catalogue, inputs.sources, findings);
    Values values = parseAll(inputs.catalogue, raw, findings);
    for (const Definition &definition : inputs.catalogue) {
        if (!running || definition.apply != Apply::Restart)
            continue;
        Value &value = values[definition.key];
        const Value &kept = running->at(definition.key);
        if (value.text == kept.text)
            continue;
        value = kept;
        value.restartDue = true;
    }
    auto snapshot = std::make_shared<const Snapshot>(inputs.revision, std::move(values));
    judgePlaceholders(inputs.catalogue, *snapshot, findings);
    for (const Check &check : inputs.checks)
        findings.append(check(*snapshot));
    if (!findings.problems.isEmpty())
        return {nullptr, findings};
    hideSecrets(inputs.catalogue, *snapshot);
    return {std::move(snapshot), findings};
}

} // namespace

Loaded load(const Inputs &inputs)
{
    return build(inputs, nullptr);
}

Loaded reload(const Inputs &inputs, const Snapshot &running)
{
    // What is configured must be good as a whole, also what takes effect only with the next start.
    if (Loaded fresh = build(inputs, nullptr); !fresh.isValid())
        return fresh;
    return build(inputs, &running);
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
