#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/json_writer.h"
#include "backend/platform/metrics/registry.h"
#include "backend/platform/settings/snapshot.h"

namespace signalbox::runtime {

/// What `/version` and `/health` say of this build (contract platform 4, 6.2). Empty = unknown, null on the wire.
struct BuildInfo
{
    QByteArray service;
    QByteArray fullSha;
    QByteArray buildId;
    QByteArray branch;
    core::WallTime startedAt;
};

/// Reads SERVICE_NAME, GIT_COMMIT_SHA, GIT_BRANCH and their platform-given forms.
BuildInfo buildInfo(const settings::Snapshot &settings, core::WallTime startedAt);

/// `signalbox_build_info{version,commit}`, always 1 (contract platform 9).
void publishBuild(metrics::Registry &metrics, const BuildInfo &build);

/// Writes the members `service`, `commit`, (`full_sha`,) `build_id`, `branch`, `started_at` into an open object.
void writeBuild(JsonWriter &out, const BuildInfo &build, bool withFullSha);

} // namespace signalbox::runtime
