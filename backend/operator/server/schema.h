#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::server {

/// Gathers the JSON schemas of the records that openapi.json mentions. They come from the same member lists as the
/// JSON itself.
class Schemas
{
public:
    /// A reference to the record's schema, which is added when it is not there yet.
    template <protocol::Record T>
    QJsonObject referenceTo()
    {
        if constexpr (requires { T::kName; }) {
            const QString name = QString::fromLatin1(T::kName);
            if (!m_schemas.contains(name)) {
                m_schemas.insert(name, QJsonObject()); // a record inside itself finds it
                m_schemas.insert(name, objectSchema<T>());
            }
            return {{QStringLiteral("$ref"), QString(QStringLiteral("#/components/schemas/") + name)}};
        } else {
            return objectSchema<T>();
        }
    }

    const QJsonObject &all() const { return m_schemas; }

private:
    template <protocol::Record T>
    QJsonObject objectSchema()
    {
        QJsonObject properties;
        QJsonArray required;
        const auto add = [&](const char *name, auto tag) {
            using Value = typename decltype(tag)::type;
            properties.insert(QLatin1StringView(name), schemaOf<Value>());
            if constexpr (!protocol::kIsOptional<Value>)
                required.append(QLatin1StringView(name));
        };
        std::apply([&](const auto &...member) { (add(member.name, tagOf(member)), ...); }, T::members());
        return {{QStringLiteral("type"), QStringLiteral("object")},
                {QStringLiteral("properties"), properties},
                {QStringLiteral("required"), required}};
    }

    template <class Owner, class Value>
    static std::type_identity<Value> tagOf(const protocol::Member<Owner, Value> &)
    {
        return {};
    }

    static QJsonObject typed(const char *type)
    {
        return {{QStringLiteral("type"), QString::fromLatin1(type)}};
    }

    template <class T>
    QJsonObject schemaOf()
    {
        if constexpr (protocol::Record<T>) {
            return referenceTo<T>();
        } else if constexpr (protocol::WordEnum<T>) {
            QJsonArray words;
            for (const char *word : protocol::EnumWords<T>::kWords)
                words.append(QString::fromLatin1(word));
            QJsonObject schema = typed("string");
            schema.insert(QStringLiteral("enum"), words);
            return schema;
        } else if constexpr (protocol::kIsVector<T>) {
            QJsonObject schema = typed("array");
            schema.insert(QStringLiteral("items"), schemaOf<typename T::value_type>());
            return schema;
        } else if constexpr (protocol::kIsOptional<T>) {
            return schemaOf<typename T::value_type>();
        } else if constexpr (std::same_as<T, core::WallTime>) {
            QJsonObject schema = typed("string");
            schema.insert(QStringLiteral("format"), QStringLiteral("date-time"));
            return schema;
        } else if constexpr (std::same_as<T, bool>) {
            return typed("boolean");
        } else if constexpr (std::same_as<T, QString>) {
            return typed("string");
        } else if constexpr (std::same_as<T, QJsonObject>) {
            return typed("object");
        } else {
            return typed(std::integral<T> ? "integer" : "number");
        }
    }

    QJsonObject m_schemas;
};

} // namespace signalbox::server
