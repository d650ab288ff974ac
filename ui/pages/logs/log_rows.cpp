#include "ui/pages/logs/log_rows.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

/// Longer than a row can show.
constexpr qsizetype kLongestRest = 400;

const QStringList &shownElsewhere()
{
    static const QStringList fields {u"timestamp"_s, u"level"_s, u"service"_s, u"message"_s, u"event"_s, u"request_id"_s,
                                     u"requestId"_s, u"trace_id"_s, u"traceId"_s};
    return fields;
}

/// What tells most comes first: a row shows the beginning.
const QStringList &tellingFields()
{
    static const QStringList fields {u"error"_s, u"errorCode"_s, u"reason"_s, u"details"_s, u"status"_s, u"httpStatus"_s, u"providerId"_s,
                                     u"selectedProviderId"_s, u"upstream"_s, u"method"_s, u"path"_s, u"duration_ms"_s, u"latencyMs"_s};
    return fields;
}

void addField(const QString &name, const QJsonValue &value, QString &text)
{
    if (!value.isUndefined() && !value.isNull() && text.size() < kLongestRest)
        text += (text.isEmpty() ? QString() : u"  "_s) + name + u'=' + LogRows::value(value);
}

} // namespace

std::vector<kit::Column> LogRows::columns()
{
    const QStringList names = titles();
    return {{"at", names[0], kit::ColumnType::Time},
            {"level", names[1], kit::ColumnType::State},
            {"service", names[2]},
            {"request", names[3]},
            {"message", names[4]},
            {"path", names[5], kit::ColumnType::Text, false},
            {"trace", names[6], kit::ColumnType::Text, false}};
}

QStringList LogRows::titles()
{
    return {tr("Time"), tr("Level"), tr("Service"), tr("Request"), tr("Message"), tr("Path"), tr("Trace")};
}

kit::Row LogRows::row(const protocol::LogRow &line, qint64 place)
{
    const bool failed = health(line.level) == kit::Health::Down;
    kit::Cell at = kit::Cell::of(double(place), clock(line.at));
    at.tip = protocol::toIsoUtc(line.at);
    const QString fields = rest(line);
    kit::Cell message = kit::Cell::of(fields.isEmpty() ? line.message : line.message + u"  "_s + fields);
    message.alarming = failed;
    kit::Cell request = kit::Cell::of(line.requestId);
    request.muted = true;
    return {line.id.toUtf8(),
            {at, kit::Cell::state(health(line.level), level(line.level)), kit::Cell::of(line.service), request, message,
             kit::Cell::of(line.path), kit::Cell::of(line.traceId)}};
}

QString LogRows::level(const QString &level)
{
    if (level == "error"_L1)
        return tr("error");
    if (level == "warn"_L1)
        return tr("warning");
    if (level == "info"_L1)
        return tr("info");
    return level == "debug"_L1 ? tr("debug") : level;
}

kit::Health LogRows::health(const QString &level)
{
    if (level == "error"_L1)
        return kit::Health::Down;
    return level == "warn"_L1 ? kit::Health::Degraded : kit::Health::Unknown;
}

QString LogRows::clock(core::WallTime at)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(core::epochMs(at));
    const bool today = moment.date() == QDate::currentDate();
    return moment.toString(today ? u"HH:mm:ss.zzz"_s : u"MM-dd HH:mm:ss.zzz"_s);
}

QString LogRows::value(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const QByteArray nested = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(nested.mid(1).chopped(1));
}

QString LogRows::rest(const protocol::LogRow &line)
{
    QString text;
    for (const QString &name : tellingFields())
        addField(name, line.line[name], text);
    for (auto field = line.line.begin(); field != line.line.end(); ++field) {
        if (!shownElsewhere().contains(field.key()) && !tellingFields().contains(field.key()))
            addField(field.key(), field.value(), text);
    }
    return text;
}

} // namespace signalbox::pages
