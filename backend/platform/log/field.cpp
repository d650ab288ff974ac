#include "backend/platform/log/field.h"

namespace signalbox::log {

namespace {

Value::Held heldOf(const QJsonValue &any)
{
    switch (any.type()) {
    case QJsonValue::Bool:
        return any.toBool();
    case QJsonValue::Double:
        return any.toDouble() == double(any.toInteger()) ? Value::Held(any.toInteger()) : Value::Held(any.toDouble());
    case QJsonValue::String:
        return any.toString();
    case QJsonValue::Array:
    case QJsonValue::Object:
        return any;
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return std::monostate();
}

struct ToJson
{
    QJsonValue operator()(std::monostate) const { return QJsonValue::Null; }
    QJsonValue operator()(const QByteArray &utf8) const { return QString::fromUtf8(utf8); }
    template <class T>
    QJsonValue operator()(const T &any) const
    {
        return any;
    }
};

struct ToVariant
{
    QVariant operator()(std::monostate) const { return QVariant::fromValue(nullptr); }
    QVariant operator()(const QByteArray &utf8) const { return QString::fromUtf8(utf8); }
    QVariant operator()(const QJsonValue &any) const { return any.toVariant(); }
    template <class T>
    QVariant operator()(const T &any) const
    {
        return QVariant::fromValue(any);
    }
};

} // namespace

Value::Value(const QJsonValue &any) : m_held(heldOf(any)) { }

QJsonValue Value::toJson() const
{
    return std::visit(ToJson(), m_held);
}

QVariant Value::toVariant() const
{
    return std::visit(ToVariant(), m_held);
}

} // namespace signalbox::log
