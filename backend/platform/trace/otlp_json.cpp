#include "backend/platform/trace/otlp_json.h"

#include "backend/platform/core/json_writer.h"

#include <cmath>

namespace signalbox::trace {

namespace {

// opentelemetry.proto.trace.v1: Span.SpanKind and Status.StatusCode
constexpr int kKindServer = 2;
constexpr int kKindClient = 3;
constexpr int kStatusError = 2;
constexpr double kLargestExactInteger = 9007199254740992.0;

QByteArray unixNanoseconds(SpanTime time)
{
    return QByteArray::number(qint64(time.time_since_epoch().count())) + "000";
}

void writeValue(JsonWriter &json, const QJsonValue &value)
{
    json.key("value").beginObject();
    const double number = value.toDouble();
    if (value.isBool())
        json.member("boolValue", value.toBool());
    else if (value.isDouble() && std::trunc(number) == number && std::abs(number) < kLargestExactInteger)
        json.member("intValue", QByteArray::number(qint64(number)));
    else if (value.isDouble())
        json.member("doubleValue", number);
    else
        json.member("stringValue", value.toString());
    json.endObject();
}

void writeAttribute(JsonWriter &json, const QByteArray &key, const QJsonValue &value)
{
    json.beginObject().member("key", key);
    writeValue(json, value);
    json.endObject();
}

void writeSpan(JsonWriter &json, const Span &span)
{
    json.beginObject();
    json.member("traceId", span.context.traceId).member("spanId", span.context.spanId);
    if (!span.parentSpanId.isEmpty())
        json.member("parentSpanId", span.parentSpanId);
    json.member("name", span.name);
    json.member("kind", span.kind == SpanKind::Server ? kKindServer : kKindClient);
    json.member("startTimeUnixNano", unixNanoseconds(span.start));
    json.member("endTimeUnixNano", unixNanoseconds(span.end));
    json.key("attributes").beginArray();
    if (!span.service.isEmpty())
        writeAttribute(json, "signalbox.service", QString::fromUtf8(span.service));
    for (const auto &[key, value] : span.attributes)
        writeAttribute(json, key, value);
    json.endArray();
    json.key("status").beginObject();
    if (span.failed)
        json.member("code", kStatusError);
    json.endObject().endObject();
}

} // namespace

QByteArray otlpJson(const QByteArray &serviceName, std::span<const Span> spans)
{
    JsonWriter json;
    json.beginObject().key("resourceSpans").beginArray().beginObject();
    json.key("resource").beginObject().key("attributes").beginArray();
    writeAttribute(json, "service.name", QString::fromUtf8(serviceName));
    json.endArray().endObject();
    json.key("scopeSpans").beginArray().beginObject();
    json.key("scope").beginObject().member("name", "signalbox").member("version", SIGNALBOX_VERSION).endObject();
    json.key("spans").beginArray();
    for (const Span &span : spans)
        writeSpan(json, span);
    json.endArray().endObject().endArray().endObject().endArray().endObject();
    return json.take();
}

} // namespace signalbox::trace
