#pragma once

#include "backend/platform/settings/definition.h"
#include "backend/platform/settings/flag_rule.h"

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
    QString pending = {}; ///< with restartDue: that other value; empty = unset
    /// Of a flag: how it is decided. `boolean` is then the answer for nobody in particular at the time of reading.
    std::shared_ptr<const FlagRule> rule = {};
};

/// All settings at one moment. Immutable, shared by every thread; a request reads the one pinned at its start.
/// Asking for a key that is not in the catalogue is a programmer's mistake and aborts.
class Snapshot
{
public:
    Snapshot(quint64 revision, QHash<QByteArray, Value> values);

    quint64 revision() const { return m_revision; }
    bool isSet(const QByteArray &key) const { return !at(key).text.isEmpty(); }
    QString text(const QByteArray &key) const { return at(key).text; }
    QByteArray bytes(const QByteArray &key) const { return at(key).text.toUtf8(); }
    bool boolean(const QByteArray &key) const { return at(key).boolean; }
    /// A flag for one subject (a caller, a user): by its rule when it has one, else as boolean(). At most 0.5 µs
    /// without and 2 µs with a rule.
    bool flag(const QByteArray &key, QByteArrayView subject) const;
    /// The flags whose answer depends on the subject, sorted; mostly none.
    const QByteArrayList &perSubjectFlags() const { return m_perSubject; }
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
    QByteArrayList m_perSubject;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace signalbox::settings
