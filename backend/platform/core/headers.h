#pragma once

#include <QByteArray>

#include <initializer_list>
#include <utility>
#include <vector>

namespace signalbox::core {

/// HTTP header fields in the order they arrived or will be sent. Names compare ignoring ASCII case (RFC 9110 5.1).
class Headers
{
public:
    using Field = std::pair<QByteArray, QByteArray>;

    Headers() = default;
    Headers(std::initializer_list<Field> fields) : m_fields(fields) { }

    /// The first value of that name; empty when there is none.
    QByteArray value(QByteArrayView name) const;
    bool contains(QByteArrayView name) const;
    /// Every value of that name, joined with ", " (RFC 9110 5.2).
    QByteArray combined(QByteArrayView name) const;

    /// Appends, keeping an existing field of that name.
    void add(QByteArray name, QByteArray value);
    /// Replaces every field of that name by one.
    void set(QByteArray name, QByteArray value);
    void remove(QByteArrayView name);

    const std::vector<Field> &fields() const { return m_fields; }
    bool isEmpty() const { return m_fields.empty(); }

private:
    std::vector<Field> m_fields;
};

} // namespace signalbox::core

namespace signalbox {
using core::Headers;
} // namespace signalbox
