#include "backend/platform/log/line.h"

#include "backend/platform/core/json_writer.h"
#include "backend/platform/log/redact.h"

#include <QJsonArray>
#include <QJsonObject>

#include <array>

namespace signalbox::log {

using namespace Qt::StringLiterals;

namespace {

/// Bounds of each text of a line that is too long, tried in this order until it fits.
constexpr std::array<qsizetype, 3> kTextBounds {2048, 512, 128};
constexpr qsizetype kLastMessageBound = 1024;
constexpr qsizetype kIdBound = 128;

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

/// The time as text. Lines come many a millisecond, so it is made once for each.
const QByteArray &timeText(core::WallTime at)
{
    thread_local core::WallTime known;
    thread_local QByteArray text;
    if (text.isEmpty() || known != at) {
        known = at;
        text = core::isoUtc(at);
    }
    return text;
}

QByteArrayView shortId(QByteArrayView id)
{
    return id.first(std::min(kIdBound, id.size()));
}

void writeCommon(JsonWriter &json, const LineHead &head, const QByteArray &at, QByteArrayView message)
{
    json.beginObject();
    json.member("timestamp", at).member("level", name(head.level)).member("message", message);
    json.member("service", head.service);
    if (!head.requestId.isEmpty())
        json.member("request_id", shortId(head.requestId));
    if (!head.traceId.isEmpty())
        json.member("trace_id", shortId(head.traceId));
    if (head.service == "approvals")
        json.member("time", at).member("msg", message);
}

/// Writes one value, redacted. Texts that need no mask, which is nearly all, are written as they are.
class MaskedValue
{
public:
    MaskedValue(JsonWriter &json, const HiddenValues &hidden) : m_json(json), m_hidden(hidden) { }

    void operator()(std::monostate) const { m_json.null(); }
    void operator()(bool flag) const { m_json.value(flag); }
    void operator()(qint64 number) const { m_json.value(number); }
    void operator()(double number) const { m_json.value(number); }
    void operator()(const QJsonValue &any) const
    {
        if (any.isObject())
            writeObject(any.toObject());
        else if (any.isString())
            (*this)(any.toString());
        else
            m_json.value(redacted(any, m_hidden));
    }
    void operator()(const QByteArray &utf8) const
    {
        if (mayNeedMask(utf8, m_hidden))
            m_json.value(maskText(QString::fromUtf8(utf8), m_hidden));
        else
            m_json.value(utf8);
    }
    void operator()(const QString &text) const
    {
        constexpr qsizetype kShort = 256;
        if (text.size() > kShort || !QtPrivate::isAscii(text)) {
            (*this)(text.toUtf8());
            return;
        }
        std::array<char, kShort> ascii; // NOLINT(cppcoreguidelines-pro-type-member-init): filled as far as it is read
        for (qsizetype i = 0; i < text.size(); ++i)
            ascii[size_t(i)] = char(text[i].unicode());
        const QByteArrayView bytes(ascii.data(), text.size());
        if (mayNeedMask(bytes, m_hidden))
            m_json.value(maskText(text, m_hidden));
        else
            m_json.value(bytes);
    }

private:
    void writeObject(const QJsonObject &object) const
    {
        m_json.beginObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            const QByteArray name = member.key().toUtf8();
            const QJsonValue value = *member;
            m_json.key(name);
            if (isSecretName(name) && !value.isBool() && !value.isNull())
                m_json.value(QLatin1StringView(kRedacted));
            else
                (*this)(value);
        }
        m_json.endObject();
    }

    JsonWriter &m_json;
    const HiddenValues &m_hidden;
};

bool isRedacted(const Field &field)
{
    return field.secret && !std::holds_alternative<bool>(field.value.held())
        && !std::holds_alternative<std::monostate>(field.value.held());
}

void writeFields(JsonWriter &json, std::span<const Field> fields, const HiddenValues &hidden)
{
    const MaskedValue write(json, hidden);
    for (const Field &field : fields) {
        if (field.common)
            continue;
        json.key(field.name);
        if (isRedacted(field))
            json.value(QLatin1StringView(kRedacted));
        else
            std::visit(write, field.value.held());
    }
}

void writeCutFields(JsonWriter &json, std::span<const Field> fields, const HiddenValues &hidden, qsizetype bound)
{
    for (const Field &field : fields) {
        if (field.common)
            continue;
        const QJsonValue value = isRedacted(field) ? QJsonValue(QLatin1StringView(kRedacted))
                                                   : redacted(field.value.toJson(), hidden);
        json.key(field.name).value(cut(value, bound));
    }
}

/// A line whose full text would be too long.
QByteArray cutLine(const LineHead &head, const QByteArray &time, std::span<const Field> fields,
                   std::span<const Field> more, const HiddenValues &hidden)
{
    const QString message = maskText(QString::fromUtf8(head.message), hidden);
    for (const qsizetype bound : kTextBounds) {
        JsonWriter json;
        writeCommon(json, head, time, cut(message, bound).toUtf8());
        writeCutFields(json, fields, hidden, bound);
        writeCutFields(json, more, hidden, bound);
        json.member("truncated", true).endObject();
        if (json.size() < kMaxLineBytes)
            return json.take();
    }
    JsonWriter json;
    writeCommon(json, head, time, cut(message, kLastMessageBound).toUtf8());
    json.member("truncated", true).endObject();
    return json.take();
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

void appendLine(QByteArray &out, const LineHead &head, core::WallTime at, std::span<const Field> fields,
                std::span<const Field> more, const HiddenValues &hidden)
{
    const QByteArray &time = timeText(at);
    const qsizetype before = out.size();
    JsonWriter json(std::move(out));
    if (mayNeedMask(head.message, hidden))
        writeCommon(json, head, time, maskText(QString::fromUtf8(head.message), hidden).toUtf8());
    else
        writeCommon(json, head, time, head.message);
    writeFields(json, fields, hidden);
    writeFields(json, more, hidden);
    json.endObject();
    out = json.take();
    if (out.size() - before < kMaxLineBytes)
        return;
    out.truncate(before);
    out += cutLine(head, time, fields, more, hidden);
}

QByteArray line(const Entry &entry, core::WallTime at, const HiddenValues &hidden)
{
    QByteArray out;
    appendLine(out, {entry.level, entry.service, entry.message.toUtf8(), entry.requestId, entry.traceId}, at,
               entry.fields, {}, hidden);
    return out;
}

} // namespace signalbox::log
