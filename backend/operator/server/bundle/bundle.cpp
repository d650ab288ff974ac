#include "backend/operator/server/bundle/bundle.h"

#include "backend/operator/protocol/alerts.h"
#include "backend/operator/protocol/bundle.h"
#include "backend/operator/protocol/requests.h"
#include "backend/operator/server/alerts/alert_watch.h"
#include "backend/operator/server/breakers/breaker_views.h"
#include "backend/operator/server/checklist/checklist_watch.h"
#include "backend/operator/server/off_thread.h"
#include "backend/operator/server/record_views.h"
#include "backend/operator/server/revisions/setting_views.h"
#include "backend/platform/core/sleep.h"
#include "backend/platform/log/writer.h"
#include "backend/platform/storage/zip.h"

#include <QJsonDocument>
#include <QSslSocket>
#include <QSysInfo>

#include <cmath>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t kMostRecords = 1000;
constexpr size_t kMostRevisions = 500;
constexpr auto kHistory = 1h;
constexpr auto kStep = 10s;
/// Series that are read in one go: about 1 ms.
constexpr size_t kSeriesSlice = 8;

struct NamedSeries
{
    QByteArray name;
    std::vector<metrics::SeriesPoint> points;
};

/// Everything that goes in, as the operator thread knows it. The pool makes files of it.
struct Contents
{
    protocol::BundleManifest manifest;
    protocol::Overview overview;
    std::vector<protocol::SettingView> settings;
    std::vector<protocol::Revision> revisions;
    std::vector<protocol::Alert> alerts;
    protocol::Breakers breakers;
    std::optional<protocol::Providers> providers;
    protocol::Checklist checklist;
    std::vector<metrics::RequestRing::RecordPtr> requests;
    std::vector<log::RecentLine> logs;
    std::vector<NamedSeries> series;
};

Task<std::vector<NamedSeries>> lastHour(const metrics::SeriesStore *store, core::WallTime now)
{
    std::vector<NamedSeries> all;
    if (!store)
        co_return all;
    for (const QByteArray &name : store->names()) {
        auto points = store->read(name, now - kHistory, now, kStep);
        if (points)
            all.push_back({name, std::move(*points)});
        if (all.size() % kSeriesSlice == 0)
            co_await core::sleepFor(0ms);
    }
    co_return all;
}

QByteArray jsonOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

template <class T>
QByteArray listOf(const std::vector<T> &rows)
{
    return jsonOf({{"items"_L1, protocol::encode(rows)}});
}

QByteArray seriesJson(const std::vector<NamedSeries> &all)
{
    QJsonArray items;
    for (const NamedSeries &series : all) {
        QJsonArray points;
        for (const metrics::SeriesPoint &point : series.points)
            points.append(QJsonArray {core::epochMs(point.at),
                                      std::isfinite(point.value) ? QJsonValue(point.value) : QJsonValue()});
        items.append(QJsonObject {{"name"_L1, QString::fromUtf8(series.name)}, {"points"_L1, points}});
    }
    return QJsonDocument(QJsonObject {{"items"_L1, items}}).toJson(QJsonDocument::Compact);
}

QByteArray requestsJson(const std::vector<metrics::RequestRing::RecordPtr> &records)
{
    QJsonArray items;
    // Their log lines are in logs.jsonl, by the request's id.
    for (const auto &record : records)
        items.append(protocol::toJson(detailOf(*record, {})));
    return QJsonDocument(QJsonObject {{"items"_L1, items}}).toJson(QJsonDocument::Compact);
}

QByteArray logLines(const std::vector<log::RecentLine> &lines)
{
    QByteArray text;
    for (const log::RecentLine &line : lines)
        text += line.json + '\n';
    return text;
}

QByteArray versionsJson(const protocol::Gateway &gateway)
{
    return jsonOf({{"signalbox"_L1, gateway.version},
                   {"commit"_L1, gateway.commit},
                   {"qt"_L1, QLatin1StringView(qVersion())},
                   {"tls"_L1, QSslSocket::sslLibraryVersionString()},
                   {"system"_L1, QSysInfo::prettyProductName()},
                   {"kernel"_L1, QSysInfo::kernelVersion()},
                   {"cpu"_L1, QSysInfo::currentCpuArchitecture()},
                   {"startedAt"_L1, protocol::toIsoUtc(gateway.startedAt)}});
}

Result<QByteArray> zipped(Contents contents)
{
    std::vector<storage::ZipMember> files {
        {u"overview.json"_s, jsonOf(protocol::toJson(contents.overview))},
        {u"settings.json"_s, listOf(contents.settings)},
        {u"revisions.json"_s, listOf(contents.revisions)},
        {u"alerts.json"_s, listOf(contents.alerts)},
        {u"breakers.json"_s, jsonOf(protocol::toJson(contents.breakers))},
        {u"checklist.json"_s, jsonOf(protocol::toJson(contents.checklist))},
        {u"versions.json"_s, versionsJson(contents.manifest.gateway)},
        {u"requests.json"_s, requestsJson(contents.requests)},
        {u"logs.jsonl"_s, logLines(contents.logs)},
        {u"series.json"_s, seriesJson(contents.series)}};
    if (contents.providers)
        files.push_back({u"providers.json"_s, jsonOf(protocol::toJson(*contents.providers))});
    for (const storage::ZipMember &file : files)
        contents.manifest.files.push_back(file.name);
    files.insert(files.begin(), {u"manifest.json"_s, jsonOf(protocol::toJson(contents.manifest))});
    auto zip = storage::zipOf(files, contents.manifest.at);
    if (zip && zip->size() > kMostBundleBytes)
        return fail(ErrorCode::TooLarge, PublicText(u"the bundle would be larger than 50 MiB"_s));
    return zip;
}

/// What is at hand without waiting.
Contents presentOf(const OperatorContext &context)
{
    const OperatorPorts &ports = context.ports;
    Contents contents;
    contents.overview = context.telemetry.overview();
    const settings::SnapshotPtr snapshot = ports.settings.current();
    for (const settings::Definition &definition : ports.catalogue)
        contents.settings.push_back(settingView(context.levers.revisions, definition, *snapshot));
    contents.alerts = context.alerts.engine().all();
    contents.breakers = breakersOf(ports.breakers, ports.clock.wall());
    context.telemetry.takeRequests();
    contents.requests = ports.requests.newest(kMostRecords);
    contents.logs = log::recentLines().latest(kMostRecords);
    return contents;
}

} // namespace

Task<Result<QByteArray>> makeBundle(OperatorContext *context, QString by, QString reason)
{
    const OperatorPorts &ports = context->ports;
    Contents contents = presentOf(*context);
    contents.manifest = {.gateway = ports.gateway.gateway(),
                         .by = std::move(by),
                         .reason = std::move(reason),
                         .at = ports.clock.wall()};
    contents.revisions = co_await context->levers.revisions.history();
    if (contents.revisions.size() > kMostRevisions)
        contents.revisions.resize(kMostRevisions);
    contents.checklist = co_await context->checklist.checklist();
    if (ports.providers) {
        auto providers = co_await ports.providers->providers();
        if (providers)
            contents.providers = std::move(*providers);
        else
            contents.manifest.missing.push_back(u"providers: "_s + providers.error().text.text());
    }
    if (!ports.series)
        contents.manifest.missing.push_back(u"series: no history is kept"_s);
    contents.series = co_await lastHour(ports.series, ports.clock.wall());
    co_return co_await offThread(ports.pool, [contents = std::move(contents)] { return zipped(contents); });
}

} // namespace signalbox::server
