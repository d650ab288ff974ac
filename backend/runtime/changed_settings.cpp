#include "backend/runtime/changed_settings.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

QByteArrayList changedKeys(const settings::Catalogue &catalogue, const settings::Snapshot &before,
                           const settings::Snapshot &after)
{
    QByteArrayList keys;
    for (const settings::Definition &definition : catalogue) {
        if (before.text(definition.key) != after.text(definition.key))
            keys += definition.key;
    }
    std::ranges::sort(keys);
    return keys;
}

QString changeText(const QByteArrayList &changed, const QByteArrayList &restartDue)
{
    QStringList parts;
    if (!changed.isEmpty())
        parts += u"changed: "_s + QString::fromLatin1(changed.join(", "));
    if (!restartDue.isEmpty())
        parts += u"after a restart: "_s + QString::fromLatin1(restartDue.join(", "));
    return parts.isEmpty() ? u"nothing changed"_s : parts.join(u"; "_s);
}

} // namespace signalbox::runtime
