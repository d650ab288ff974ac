#include "backend/runtime/build_info.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShortShaLength = 7;

QByteArray firstSet(const settings::Snapshot &settings, std::initializer_list<QByteArray> keys)
{
    for (const QByteArray &key : keys) {
        if (settings.isSet(key))
            return settings.bytes(key);
    }
    return {};
}

void writeOrNull(JsonWriter &out, QByteArrayView name, const QByteArray &value)
{
    out.key(name);
    if (value.isEmpty())
        out.null();
    else
        out.value(value);
}

} // namespace

BuildInfo buildInfo(const settings::Snapshot &settings, core::WallTime startedAt)
{
    return {.service = firstSet(settings, {"SERVICE_NAME", "RAILWAY_SERVICE_NAME"}),
            .fullSha = firstSet(settings, {"GIT_COMMIT_SHA", "RAILWAY_GIT_COMMIT_SHA", "SOURCE_VERSION"}),
            .buildId = SIGNALBOX_VERSION,
            .branch = firstSet(settings, {"GIT_BRANCH", "RAILWAY_GIT_BRANCH"}),
            .startedAt = startedAt};
}

void publishBuild(metrics::Registry &metrics, const BuildInfo &build)
{
    const QByteArray family = "signalbox_build_info"_ba;
    metrics.declare({family, "The build that runs", metrics::Kind::Gauge});
    metrics.gauge(family, {{"version"_ba, build.buildId}, {"commit"_ba, build.fullSha.left(kShortShaLength)}}).set(1);
}

void writeBuild(JsonWriter &out, const BuildInfo &build, bool withFullSha)
{
    writeOrNull(out, "service", build.service);
    writeOrNull(out, "commit", build.fullSha.left(kShortShaLength));
    if (withFullSha)
        writeOrNull(out, "full_sha", build.fullSha);
    writeOrNull(out, "build_id", build.buildId);
    writeOrNull(out, "branch", build.branch);
    out.member("started_at", core::isoUtc(build.startedAt));
}

} // namespace signalbox::runtime
