#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

namespace signalbox::core {

/// Compact JSON (RFC 8259) in the order of the calls. QJsonObject sorts its members, which is wrong where bytes are
/// signed, hashed or read by people, so answers are written with this. No validation: the caller balances begin/end.
class JsonWriter
{
public:
    JsonWriter() = default;
    /// Appends to `out`, whose room take() hands back to be used again.
    explicit JsonWriter(QByteArray out) : m_out(std::move(out)), m_size(m_out.size()) { m_out.resize(m_out.capacity()); }

    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();

    /// The next member's name, ASCII without characters that need escaping.
    JsonWriter &key(QByteArrayView name);
    JsonWriter &key(const QByteArray &name) { return key(QByteArrayView(name)); }
    JsonWriter &key(const char *name) { return key(QByteArrayView(name)); }
    /// The next member's name, any text.
    JsonWriter &key(const QString &name);

    JsonWriter &value(const QString &text);
    JsonWriter &value(QLatin1StringView text);
    /// UTF-8 text.
    JsonWriter &value(QByteArrayView utf8);
    JsonWriter &value(const QByteArray &utf8) { return value(QByteArrayView(utf8)); }
    JsonWriter &value(const char *utf8) { return value(QByteArrayView(utf8)); }
    JsonWriter &value(qint64 number);
    JsonWriter &value(int number) { return value(qint64(number)); }
    /// Shortest text that reads back as the same number, no exponent from 1e-4 to 1e15; null when it is not finite.
    JsonWriter &value(double number);
    JsonWriter &value(bool flag);
    JsonWriter &value(const QJsonValue &any);
    JsonWriter &null();
    /// Text that is JSON already.
    JsonWriter &raw(QByteArrayView json);

    template <class T>
    JsonWriter &member(QByteArrayView name, const T &any)
    {
        key(name);
        return value(any);
    }

    /// Bytes so far.
    qsizetype size() const { return m_size; }
    /// What was written so far; leaves the writer empty.
    QByteArray take();

private:
    /// Where `count` bytes may be written.
    char *room(qsizetype count);
    /// The same, behind the comma that may be due.
    char *start(qsizetype count);
    /// Written up to `at`.
    JsonWriter &end(const char *at);
    JsonWriter &put(QByteArrayView text);

    QByteArray m_out; ///< the first m_size bytes are written
    qsizetype m_size = 0;
    bool m_needComma = false;
};

/// `text` as a JSON string with quotes.
QByteArray jsonString(QByteArrayView utf8);

} // namespace signalbox::core

namespace signalbox {
using core::JsonWriter;
} // namespace signalbox
