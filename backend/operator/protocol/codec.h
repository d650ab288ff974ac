#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <array>
#include <cmath>
#include <concepts>
#include <limits>
#include <optional>
#include <tuple>
#include <vector>

/// The value types of `/ops/v1` are plain structs that name their members once, in `members()`. JSON both ways and
/// the schema in openapi.json come from that one list, so that none of them can drift.
namespace signalbox::protocol {

/// One member of a record: its JSON name (lowerCamelCase) and where it is kept.
template <class Owner, class T>
struct Member
{
    const char *name;
    T Owner::*pointer;
};
template <class Owner, class T>
Member(const char *, T Owner::*) -> Member<Owner, T>;

template <class T>
concept Record = requires { T::members(); };

/// The words of an enum on the wire, in the order of its values. Specialised beside each enum.
template <class E>
struct EnumWords;
template <class E>
concept WordEnum = std::is_enum_v<E> && requires { EnumWords<E>::kWords; };

/// The word of a value.
template <WordEnum E>
QString wordOf(E value)
{
    return QString::fromLatin1(EnumWords<E>::kWords[size_t(value)]);
}

/// The value of a word; empty when there is none.
template <WordEnum E>
std::optional<E> fromWord(QStringView word)
{
    for (size_t i = 0; i < EnumWords<E>::kWords.size(); ++i) {
        if (word == QLatin1StringView(EnumWords<E>::kWords[i]))
            return E(i);
    }
    return std::nullopt;
}

template <class T> inline constexpr bool kIsVector = false;
template <class T> inline constexpr bool kIsVector<std::vector<T>> = true;
template <class T> inline constexpr bool kIsOptional = false;
template <class T> inline constexpr bool kIsOptional<std::optional<T>> = true;

/// An InvalidInput that names the member; what follows is said of it.
std::unexpected<Error> badMember(const QString &path, QLatin1StringView problem);
/// `2026-01-01T00:00:00.000Z`; empty when the text is no such time.
std::optional<core::WallTime> parseIsoUtc(const QString &text);
QString toIsoUtc(core::WallTime time);

template <Record T>
QJsonObject toJson(const T &record);

/// Any member's value as JSON; an absent optional inside an array is null.
template <class T>
QJsonValue encode(const T &value)
{
    if constexpr (Record<T>) {
        return toJson(value);
    } else if constexpr (WordEnum<T>) {
        return wordOf(value);
    } else if constexpr (kIsVector<T>) {
        QJsonArray array;
        for (const auto &entry : value)
            array.append(encode(entry));
        return array;
    } else if constexpr (kIsOptional<T>) {
        return value ? encode(*value) : QJsonValue(QJsonValue::Null);
    } else if constexpr (std::same_as<T, core::WallTime>) {
        return toIsoUtc(value);
    } else {
        return QJsonValue(value);
    }
}

/// A record as JSON. Absent optionals are left out.
template <Record T>
QJsonObject toJson(const T &record)
{
    QJsonObject object;
    const auto put = [&object](const char *name, const auto &value) {
        if constexpr (kIsOptional<std::remove_cvref_t<decltype(value)>>) {
            if (!value)
                return;
        }
        object.insert(QLatin1StringView(name), encode(value));
    };
    std::apply([&](const auto &...member) { (put(member.name, record.*(member.pointer)), ...); }, T::members());
    return object;
}

template <Record T>
Result<void> decodeRecord(const QJsonObject &object, const QString &path, T &record);

/// Reads one value into `out`; `path` names it in the error.
template <class T>
Result<void> decode(const QJsonValue &json, const QString &path, T &out)
{
    if constexpr (Record<T>) {
        if (!json.isObject())
            return badMember(path, QLatin1StringView("must be an object"));
        return decodeRecord(json.toObject(), path, out);
    } else if constexpr (WordEnum<T>) {
        const auto value = fromWord<T>(json.toString());
        if (!value)
            return badMember(path, QLatin1StringView("is not one of the known words"));
        out = *value;
    } else if constexpr (kIsVector<T>) {
        if (!json.isArray())
            return badMember(path, QLatin1StringView("must be an array"));
        const QJsonArray array = json.toArray();
        out = T(size_t(array.size()));
        for (qsizetype i = 0; i < array.size(); ++i) {
            if (auto done = decode(array.at(i), path + QStringLiteral("[%1]").arg(i), out[size_t(i)]); !done)
                return done;
        }
    } else if constexpr (kIsOptional<T>) {
        if (json.isNull()) {
            out.reset();
            return {};
        }
        return decode(json, path, out.emplace());
    } else if constexpr (std::same_as<T, core::WallTime>) {
        const auto time = parseIsoUtc(json.toString());
        if (!time)
            return badMember(path, QLatin1StringView("must be a time in UTC"));
        out = *time;
    } else if constexpr (std::same_as<T, bool>) {
        if (!json.isBool())
            return badMember(path, QLatin1StringView("must be true or false"));
        out = json.toBool();
    } else if constexpr (std::same_as<T, QString>) {
        if (!json.isString())
            return badMember(path, QLatin1StringView("must be a string"));
        out = json.toString();
    } else if constexpr (std::same_as<T, QJsonObject>) {
        if (!json.isObject())
            return badMember(path, QLatin1StringView("must be an object"));
        out = json.toObject();
    } else {
        if (!json.isDouble())
            return badMember(path, QLatin1StringView("must be a number"));
        if constexpr (std::integral<T>) {
            const double number = json.toDouble();
            if (number != std::floor(number) || std::abs(number) > double(std::numeric_limits<T>::max()) / 2)
                return badMember(path, QLatin1StringView("must be a whole number"));
        }
        out = T(json.toDouble());
    }
    return {};
}

/// Members that are missing keep their defaults, unknown ones are ignored: either side may be newer.
template <Record T>
Result<void> decodeRecord(const QJsonObject &object, const QString &path, T &record)
{
    Result<void> done;
    const auto take = [&](const char *name, auto &value) {
        const auto found = object.constFind(QLatin1StringView(name));
        if (!done || found == object.constEnd())
            return;
        const QString memberName = QString::fromLatin1(name);
        done = decode(found.value(), path.isEmpty() ? memberName : path + u'.' + memberName, value);
    };
    std::apply([&](const auto &...member) { (take(member.name, record.*(member.pointer)), ...); }, T::members());
    return done;
}

/// Reads a record; InvalidInput names the first member of a wrong type.
template <Record T>
Result<T> fromJson(const QJsonObject &object)
{
    T record;
    if (const auto done = decodeRecord(object, QString(), record); !done)
        return std::unexpected(done.error());
    return record;
}

} // namespace signalbox::protocol
