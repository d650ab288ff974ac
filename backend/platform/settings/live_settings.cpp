#include "backend/platform/settings/live_settings.h"

#include "backend/platform/settings/parse_value.h"

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

/// The overrides that hold by themselves, and a sentence for each that does not.
Overrides soundOnes(const Catalogue &catalogue, const Overrides &overrides, QStringList &dropped)
{
    Overrides sound;
    for (const auto &[key, text] : overrides.asKeyValueRange()) {
        const Definition *definition = definitionOf(catalogue, key);
        const QString name = QString::fromUtf8(key);
        if (!definition)
            dropped += name + u" is not a setting of this build"_s;
        else if (!definition->fixed.isEmpty())
            dropped += name + u" cannot be set by a revision: "_s + definition->fixed;
        else if (const auto problem = overrideProblem(catalogue, key, text))
            dropped += *problem;
        else
            sound.insert(key, text);
    }
    return sound;
}

std::optional<core::WallTime> nextChangeOf(const Catalogue &catalogue, const Snapshot &snapshot, core::WallTime now)
{
    std::optional<core::WallTime> next;
    for (const Definition &definition : catalogue) {
        const Value &value = snapshot.at(definition.key);
        const auto change = value.rule ? value.rule->nextChange(now) : std::nullopt;
        if (change && (!next || *change < *next))
            next = change;
    }
    return next;
}

} // namespace

LiveSettings::LiveSettings(const Inputs &inputs, Publisher &publisher)
    : m_inputs(inputs), m_publisher(publisher), m_reading(readSources(inputs))
{
}

Value LiveSettings::configured(const Definition &definition) const
{
    const std::scoped_lock lock(m_mutex);
    Findings unused;
    const auto found = m_reading.raw.constFind(definition.key);
    return found == m_reading.raw.constEnd() ? defaultValue(definition) : parseValue(definition, *found, unused);
}

Loaded LiveSettings::judge(const Overrides &overrides, core::WallTime now) const
{
    const std::scoped_lock lock(m_mutex);
    // What is configured must be good as a whole, also what takes effect only with the next start.
    if (Loaded fresh = assemble(m_inputs, m_reading, overrides, m_revision, nullptr, now); !fresh.isValid())
        return fresh;
    const SnapshotPtr running = m_publisher.current();
    return assemble(m_inputs, m_reading, overrides, m_revision, running.get(), now);
}

QStringList LiveSettings::adopt(const Overrides &overrides, quint64 revision, core::WallTime now)
{
    const std::scoped_lock lock(m_mutex);
    if (revision < m_revision)
        return {};
    const SnapshotPtr running = m_publisher.current();
    return put(overrides, revision, running.get(), now);
}

QStringList LiveSettings::adoptAtStart(const Overrides &overrides, quint64 revision, core::WallTime now)
{
    const std::scoped_lock lock(m_mutex);
    return put(overrides, revision, nullptr, now);
}

QStringList LiveSettings::put(const Overrides &overrides, quint64 revision, const Snapshot *running, core::WallTime now)
{
    QStringList dropped;
    Overrides kept = soundOnes(m_inputs.catalogue, overrides, dropped);
    const auto isGood = [&](const Overrides &some) {
        return assemble(m_inputs, m_reading, some, revision, nullptr, now).isValid();
    };
    // A rule over several settings may be broken by a change of the environment since: the settings that keep it
    // broken go, one by one, and if no single one is to blame, all of them.
    if (!isGood(kept)) {
        QByteArrayList keys = kept.keys();
        std::ranges::sort(keys);
        const auto toBlame = std::ranges::find_if(keys, [&](const QByteArray &key) {
            Overrides without = kept;
            without.remove(key);
            return isGood(without);
        });
        const QByteArrayList blamed = toBlame == keys.end() ? keys : QByteArrayList {*toBlame};
        for (const QByteArray &key : blamed) {
            dropped += QString::fromUtf8(key) + u" does not go together with what is configured"_s;
            kept.remove(key);
        }
    }
    Loaded loaded = assemble(m_inputs, m_reading, kept, revision, running, now);
    dropped.sort();
    // Without overrides the settings are those that were good at the start, unless a file has gone since.
    if (loaded.isValid())
        publish(std::move(loaded.snapshot), now);
    m_overrides = kept;
    m_revision = revision;
    return dropped;
}

void LiveSettings::publish(SnapshotPtr snapshot, core::WallTime now)
{
    m_publishedAt = now;
    m_nextChange = nextChangeOf(m_inputs.catalogue, *snapshot, now);
    m_publisher.publish(std::move(snapshot));
}

Loaded LiveSettings::reread(core::WallTime now)
{
    Reading reading = readSources(m_inputs);
    const std::scoped_lock lock(m_mutex);
    Loaded loaded = assemble(m_inputs, reading, m_overrides, m_revision, nullptr, now);
    if (loaded.isValid()) {
        const SnapshotPtr running = m_publisher.current();
        loaded = assemble(m_inputs, reading, m_overrides, m_revision, running.get(), now);
    }
    if (loaded.isValid()) {
        m_reading = std::move(reading);
        publish(loaded.snapshot, now);
    }
    return loaded;
}

std::optional<core::WallTime> LiveSettings::nextChange() const
{
    const std::scoped_lock lock(m_mutex);
    return m_nextChange;
}

void LiveSettings::followSchedules(core::WallTime now)
{
    const std::scoped_lock lock(m_mutex);
    const bool isDue = m_nextChange && *m_nextChange <= now;
    const bool wentBack = now < m_publishedAt;
    if (!isDue && !wentBack)
        return;
    const SnapshotPtr running = m_publisher.current();
    Loaded loaded = assemble(m_inputs, m_reading, m_overrides, m_revision, running.get(), now);
    if (loaded.isValid())
        publish(std::move(loaded.snapshot), now);
}

} // namespace signalbox::settings
