#pragma once

#include "backend/platform/log/secret_name.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QVariant>

#include <concepts>
#include <variant>

namespace signalbox::log {

/// What a member of a log line may hold. Cheap for what lines are made of: texts, numbers, flags.
class Value
{
public:
    using Held = std::variant<std::monostate, bool, qint64, double, QString, QByteArray, QJsonValue>;

    Value() = default;
    /// A flag and nothing that merely converts to one, such as a pointer.
    template <std::same_as<bool> T>
    Value(T flag) : m_held(flag)
    {
    }
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    Value(T number) : m_held(qint64(number))
    {
    }
    Value(double number) : m_held(number) { }
    Value(QString text) : m_held(std::move(text)) { }
    Value(QLatin1StringView text) : m_held(QString(text)) { }
    /// UTF-8 text.
    Value(QByteArray utf8) : m_held(std::move(utf8)) { }
    Value(const QJsonValue &any);
    Value(const QJsonObject &object) : m_held(QJsonValue(object)) { }
    Value(const QJsonArray &array) : m_held(QJsonValue(array)) { }

    const Held &held() const { return m_held; }
    QJsonValue toJson() const;
    QVariant toVariant() const;

private:
    Held m_held;
};

/// The name of a member as it stands in the source; what matters of it is judged while compiling.
struct Name
{
    const char *text;
    qsizetype size;
    bool secret;
    bool common;

    template <size_t Size>
    consteval Name(const char (&literal)[Size])
        : text(literal), size(Size - 1), secret(isSecretMember({literal, Size - 1})),
          common(isCommonMember({literal, Size - 1}))
    {
    }
};

/// One member of a log line besides the common ones.
struct Field
{
    Field(Name given, Value any)
        : name(QByteArray::fromRawData(given.text, given.size)), value(std::move(any)), secret(given.secret),
          common(given.common)
    {
    }
    /// A name that was made while running.
    template <std::same_as<QByteArray> T>
    Field(T given, Value any);

    QByteArray name;
    Value value;
    bool secret; ///< redacted
    bool common; ///< left out
};

template <std::same_as<QByteArray> T>
Field::Field(T given, Value any)
    : name(std::move(given)), value(std::move(any)),
      secret(isSecretMember({name.constData(), size_t(name.size())})),
      common(isCommonMember({name.constData(), size_t(name.size())}))
{
}

} // namespace signalbox::log
