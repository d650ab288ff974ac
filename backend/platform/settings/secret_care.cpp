#include "backend/platform/settings/secret_care.h"

#include "backend/platform/settings/parse_value.h"

#include <QFileInfo>

namespace signalbox::settings {

namespace {

/// The file of a value that a `.env` holds, out of `file:line`; empty for any other.
QString fileOf(const Value &value)
{
    const qsizetype colon = value.where.lastIndexOf(u':');
    return value.source == Source::EnvFile && colon > 0 ? value.where.first(colon) : QString();
}

} // namespace

QStringList secretsInOpenFiles(const Catalogue &catalogue, const Snapshot &snapshot)
{
    QHash<QString, bool> open;
    QStringList keys;
    for (const Definition &definition : catalogue) {
        if (!definition.secret || !snapshot.isSet(definition.key))
            continue;
        const QString file = fileOf(snapshot.at(definition.key));
        if (file.isEmpty())
            continue;
        if (!open.contains(file))
            open.insert(file, QFileInfo(file).permission(QFile::ReadOther));
        if (open.value(file))
            keys += QString::fromLatin1(definition.key);
    }
    return keys;
}

QStringList placeholderSecrets(const Catalogue &catalogue, const Snapshot &snapshot)
{
    QStringList keys;
    for (const Definition &definition : catalogue) {
        if (definition.secret && snapshot.isSet(definition.key) && isPlaceholder(snapshot.text(definition.key)))
            keys += QString::fromLatin1(definition.key);
    }
    return keys;
}

} // namespace signalbox::settings
