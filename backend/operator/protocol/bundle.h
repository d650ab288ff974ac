#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

/// `manifest.json` of an incident bundle, the zip that `POST /ops/v1/bundle` answers with (its body is a
/// ReasonRequest; the header X-Audit-Id names the act).
struct BundleManifest
{
    Gateway gateway = {};
    QString by = {};
    QString reason = {};
    std::vector<QString> files = {}; ///< besides this one
    std::vector<QString> missing = {}; ///< what could not be had, in words
    core::WallTime at = {};

    static constexpr const char *kName = "BundleManifest";
    static constexpr auto members()
    {
        return std::tuple(Member("gateway", &BundleManifest::gateway), Member("by", &BundleManifest::by),
                          Member("reason", &BundleManifest::reason), Member("files", &BundleManifest::files),
                          Member("missing", &BundleManifest::missing), Member("at", &BundleManifest::at));
    }
    bool operator==(const BundleManifest &) const = default;
};

} // namespace signalbox::protocol
