#include "backend/platform/settings/snapshot.h"

#include <algorithm>

namespace signalbox::settings {

Snapshot::Snapshot(quint64 revision, QHash<QByteArray, Value> values)
    : m_revision(revision)
    , m_values(std::move(values))
{
    for (const auto &[key, value] : m_values.asKeyValueRange()) {
        if (value.rule && value.rule->isPerSubject())
            m_perSubject += key;
    }
    std::ranges::sort(m_perSubject);
}

const Value &Snapshot::at(const QByteArray &key) const
{
    const auto found = m_values.constFind(key);
    if (found == m_values.constEnd())
        qFatal("setting %s is not in the catalogue", key.constData());
    return *found;
}

bool Snapshot::flag(const QByteArray &key, QByteArrayView subject) const
{
    const Value &value = at(key);
    // Of a schedule `boolean` is the answer already, and it is read again when its next entry is due.
    if (!value.rule || !value.rule->isPerSubject())
        return value.boolean;
    return value.rule->decide(key, subject, {});
}

} // namespace signalbox::settings
