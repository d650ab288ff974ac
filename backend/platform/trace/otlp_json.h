#pragma once

#include "backend/platform/trace/span.h"

#include <span>

namespace signalbox::trace {

/// The body of one OTLP/HTTP export request in the JSON encoding (ids in hex, 64-bit numbers as text), with the
/// resource `service.name` = `serviceName`.
QByteArray otlpJson(const QByteArray &serviceName, std::span<const Span> spans);

} // namespace signalbox::trace
