#pragma once

#include "backend/operator/protocol/requests.h"
#include "backend/operator/protocol/settings.h"
#include "backend/platform/log/ring.h"
#include "backend/platform/metrics/request_ring.h"
#include "backend/platform/settings/snapshot.h"

/// Platform records as the operator protocol shows them. Pure.
namespace signalbox::server {

protocol::RequestRow rowOf(const metrics::RequestRecord &record);

/// With the lines of the log ring that carry the request's id.
protocol::RequestDetail detailOf(const metrics::RequestRecord &record, const std::vector<log::RecentLine> &lines);

/// A catalogue entry with its effective value; secrets only as set or unset and a fingerprint.
protocol::SettingView viewOf(const settings::Definition &definition, const settings::Value &value);

/// At most `most` of the records, in order: failures first, then evenly spread over the rest.
std::vector<metrics::RequestRing::RecordPtr> sampleOf(const std::vector<metrics::RequestRing::RecordPtr> &records,
                                                      size_t most);

} // namespace signalbox::server
