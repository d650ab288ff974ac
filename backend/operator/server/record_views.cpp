#include "backend/operator/server/record_views.h"

#include "backend/platform/settings/print.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using metrics::RequestRecord;
using RecordPtr = metrics::RequestRing::RecordPtr;

namespace {

constexpr int kFingerprintDigits = 4;
constexpr int kFirstFailure = 500;

double ms(std::chrono::microseconds time)
{
    return double(time.count()) / 1000;
}

QString text(const QByteArray &utf8)
{
    return QString::fromUtf8(utf8);
}

QString upstreamsOf(const RequestRecord &record)
{
    QStringList names;
    for (const RequestRecord::Call &call : record.calls) {
        if (const QString name = text(call.upstream); !names.contains(name))
            names += name;
    }
    return names.join(", "_L1);
}

protocol::UpstreamCall callOf(const RequestRecord::Call &call)
{
    protocol::UpstreamCall view {.upstream = text(call.upstream),
                                 .status = call.status,
                                 .ms = double(call.took.count()),
                                 .tries = call.attempts,
                                 .startMs = double(call.start.count())};
    for (const auto &[at, length] : call.pauses)
        view.pauses.push_back({double((call.start + at).count()), double(length.count())});
    return view;
}

std::vector<protocol::LogLine> linesOf(const QByteArray &requestId, const std::vector<log::RecentLine> &lines)
{
    std::vector<protocol::LogLine> own;
    for (const log::RecentLine &line : lines) {
        if (requestId.isEmpty() || !line.json.contains(requestId))
            continue;
        const QJsonObject json = QJsonDocument::fromJson(line.json).object();
        if (json["request_id"_L1].toString() != text(requestId) && json["requestId"_L1].toString() != text(requestId))
            continue;
        own.push_back({.at = protocol::parseIsoUtc(json["timestamp"_L1].toString()).value_or(core::WallTime()),
                       .level = json["level"_L1].toString(),
                       .message = json["message"_L1].toString(),
                       .line = json});
    }
    return own;
}

} // namespace

protocol::RequestRow rowOf(const RequestRecord &record)
{
    return {.id = text(record.id),
            .at = record.at,
            .service = text(record.service),
            .operation = text(record.operation),
            .method = text(record.method),
            .path = text(record.path),
            .status = record.status,
            .ms = ms(record.took),
            .upstream = upstreamsOf(record),
            .error = text(record.error),
            .client = text(record.client),
            .traceId = text(record.traceId)};
}

protocol::RequestDetail detailOf(const RequestRecord &record, const std::vector<log::RecentLine> &lines)
{
    protocol::RequestDetail detail {.request = rowOf(record), .route = text(record.route)};
    double start = 0;
    for (const RequestRecord::Stage &stage : record.stages) {
        detail.stages.push_back({text(stage.name), start, ms(stage.took)});
        start += ms(stage.took);
    }
    for (const RequestRecord::Call &call : record.calls)
        detail.calls.push_back(callOf(call));
    for (const auto &[name, value] : record.headers.fields())
        detail.headers.push_back({text(name), text(value)});
    detail.logLines = linesOf(record.id, lines);
    return detail;
}

protocol::SettingView viewOf(const settings::Definition &definition, const settings::Value &value)
{
    protocol::SettingView view {.key = text(definition.key),
                                .service = text(definition.service),
                                .group = text(definition.group),
                                .type = protocol::SettingType(int(definition.type)),
                                .secret = definition.secret,
                                .isSet = !value.text.isEmpty(),
                                .source = protocol::SettingSource(int(value.source)),
                                .where = value.where,
                                .defaultValue = definition.secret ? QString() : definition.defaultText,
                                .help = definition.help,
                                .unit = text(definition.unit),
                                .minimum = definition.minimum,
                                .maximum = definition.maximum,
                                .choices = {definition.choices.begin(), definition.choices.end()},
                                .danger = definition.danger,
                                .apply = protocol::SettingApply(int(definition.apply)),
                                .restartDue = value.restartDue,
                                .clamped = value.clamped};
    if (!view.isSet)
        return view;
    if (definition.secret) {
        const QByteArray hash = QCryptographicHash::hash(value.text.toUtf8(), QCryptographicHash::Sha256).toHex();
        view.fingerprint = text(hash.last(kFingerprintDigits));
    } else {
        view.value = settings::shownValue(definition, value);
    }
    return view;
}

std::vector<RecordPtr> sampleOf(const std::vector<RecordPtr> &records, size_t most)
{
    if (records.size() <= most)
        return records;
    std::vector<size_t> failed;
    std::vector<size_t> fine;
    for (size_t i = 0; i < records.size(); ++i)
        (records[i]->status >= kFirstFailure ? failed : fine).push_back(i);
    std::vector<size_t> chosen(failed.begin(), failed.begin() + qsizetype(std::min(failed.size(), most)));
    const size_t rest = most - chosen.size();
    for (size_t i = 0; i < rest; ++i)
        chosen.push_back(fine[i * fine.size() / rest]);
    std::ranges::sort(chosen);
    std::vector<RecordPtr> sample;
    for (const size_t index : chosen)
        sample.push_back(records[index]);
    return sample;
}

} // namespace signalbox::server
