#pragma once

#include "backend/platform/settings/definition.h"

#include <QHash>

#include <memory>

namespace signalbox::settings {

/// Where an effective value came from, strongest first.
enum class Source { Revision, Environment, EnvFile, Default };

/// A parsed, validated and clamped value.
struct Value
{
    QString text = {}; ///< as configured, else the default; empty = unset and without a default
    bool boolean = false;
    double number = 0;
    Source source = Source::Default;
    QString where = {}; ///< file name and line for Source::EnvFile, `<KEY>_FILE` when the value came out of a file
    bool clamped = false; ///< `number` is the nearest bound, `text` still what was configured
    bool restartDue = false; ///< another value is configured now and takes effect with the next start
};

/// All settings at one moment. Immutable, shared by every thread; a request reads the one pinned at its start.
/// Asking for a key that is not in the catalogue is a programmer's mistake and aborts.
class Snapshot
{
public:
    Snapshot(quint64 revision, QHash<QByteArray, Value> values)
        : m_revision(revision)
        , m_values(std::move(values))
    {
    }

    quint64 revision() const { return m_revision; }
    bool isSet(const QByteArray &key) const { return !at(key).text.isEmpty(); }
    QString text(const QByteArray &key) const { return at(key).text; }
    QByteArray bytes(const QByteArray &key) const { return at(key).text.toUtf8(); }
    bool boolean(const QByteArray &key) const { return at(key).boolean; }
    qint64 integer(const QByteArray &key) const { return qint64(at(key).number); }
    double decimal(const QByteArray &key) const { return at(key).number; }
    const Value &at(const QByteArray &key) const;
    /// Is the key in the catalogue at all? For rules over keys of services that may not be built in.
    bool knows(const QByteArray &key) const { return m_values.contains(key); }
    /// Set by somebody: a revision, the environment or a file, not only by its default.
    bool isConfigured(const QByteArray &key) const { return at(key).source != Source::Default; }

private:
    quint64 m_revision;
    QHash<QByteArray, Value> m_values;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace signalbox::settings
