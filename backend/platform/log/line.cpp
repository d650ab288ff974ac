#include "backend/platform/log/line.h"

#include "backend/platform/core/json_writer.h"
#include "backend/platform/log/redact.h"

#include <QJsonArray>
#include <QJsonObject>

#include <array>
#include <limits>

namespace signalbox::log {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kUncut = std::numeric_limits<qsizetype>::max();
/// Bounds of each text, tried in this order until the line fits.
constexpr std::array<qsizetype, 4> kTextBounds{kUncut, 2048, 512, 128};
constexpr qsizetype kLastMessageBound = 1024;
constexpr qsizetype kIdBound = 128;

bool isCommonMember(const QByteArray &name)
{
    static constexpr std::array<std::string_view, 6> kCommon{"timestamp", "level",      "message",
                                                             "service",   "request_id", "trace_id"};
    return std::ranges::find(kCommon, std::string_view(name.constData(), size_t(name.size()))) != kCommon.end();
}

QString cut(const QString &text, qsizetype bound)
{
    if (text.size() <= bound)
        return text;
    const bool splitsPair = text[bound - 1].isHighSurrogate();
    return text.first(splitsPair ? bound - 1 : bound) + u'…';
}

QJsonValue cut(const QJsonValue &value, qsizetype bound)
{
    if (value.isString())
        return cut(value.toString(), bound);
    if (value.isArray()) {
        QJsonArray items;
        for (const QJsonValue &item : value.toArray())
            items.append(cut(item, bound));
        return items;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        *member = cut(QJsonValue(*member), bound);
    return object;
}

void writeCommon(JsonWriter &json, const Entry &entry, const QByteArray &at, const QString &message)
{
    json.beginObject();
    json.member("timestamp", at).member("level", name(entry.level)).member("message", message);
    json.member("service", entry.service);
    if (!entry.requestId.isEmpty())
        json.member("request_id", entry.requestId.first(std::min(kIdBound, entry.requestId.size())));
    if (!entry.traceId.isEmpty())
        json.member("trace_id", entry.traceId.first(std::min(kIdBound, entry.traceId.size())));
    if (entry.service == "approvals")
        json.member("time", at).member("msg", message);
}

} // namespace

QLatin1StringView name(Level level)
{
    switch (level) {
    case Level::Debug:
        return "debug"_L1;
    case Level::Info:
        return "info"_L1;
    case Level::Warn:
        return "warn"_L1;
    case Level::Error:
        return "error"_L1;
    }
    Q_UNREACHABLE();
}

QByteArray line(const Entry &entry, core::WallTime at, const std::vector<QString> &hidden)
{
    const QByteArray time = core::isoUtc(at);
    const QString message = maskText(entry.message, hidden);
    std::vector<Field> fields;
    fields.reserve(entry.fields.size());
    for (const Field &field : entry.fields) {
        if (isCommonMember(field.name))
            continue;
        const bool isSecret = isSecretName(field.name) && !field.value.isBool() && !field.value.isNull();
        fields.push_back(
            {field.name, isSecret ? QJsonValue(QLatin1StringView(kRedacted)) : redacted(field.value, hidden)});
    }

    for (const qsizetype bound : kTextBounds) {
        JsonWriter json;
        writeCommon(json, entry, time, cut(message, bound));
        for (const Field &field : fields)
            json.key(field.name).value(bound == kUncut ? field.value : cut(field.value, bound));
        if (bound != kUncut)
            json.member("truncated", true);
        json.endObject();
        if (QByteArray text = json.take(); text.size() < kMaxLineBytes)
            return text;
    }
    JsonWriter json;
    writeCommon(json, entry, time, cut(message, kLastMessageBound));
    json.member("truncated", true).endObject();
    return json.take();
}

} // namespace signalbox::log
