#include "backend/runtime/http_limits.h"

namespace signalbox::runtime {

http::ServerOptions httpLimits(const settings::Snapshot &settings)
{
    const auto time = [&settings](const QByteArray &key) { return core::milliseconds(settings.integer(key)); };
    http::ServerOptions options;
    options.requestLineBytes = settings.integer("SIGNALBOX_MAX_REQUEST_LINE_BYTES");
    options.headerBytes = settings.integer("SIGNALBOX_MAX_HEADER_BYTES");
    options.headerFields = int(settings.integer("SIGNALBOX_MAX_HEADER_FIELDS"));
    options.headerTimeout = time("SIGNALBOX_HEADER_TIMEOUT_MS");
    options.bodyIdleTimeout = time("SIGNALBOX_BODY_IDLE_TIMEOUT_MS");
    options.bodyGrace = time("SIGNALBOX_BODY_GRACE_MS");
    options.bodyBytesPerSecond = settings.integer("SIGNALBOX_MIN_BODY_BYTES_PER_SECOND");
    options.idleTimeout = time("SIGNALBOX_IDLE_TIMEOUT_MS");
    options.writeTimeout = time("SIGNALBOX_WRITE_TIMEOUT_MS");
    options.answerTimeout = time("SIGNALBOX_ANSWER_TIMEOUT_MS");
    options.pipelineDepth = int(settings.integer("SIGNALBOX_PIPELINE_DEPTH"));
    options.unsentBytes = settings.integer("SIGNALBOX_MAX_UNSENT_BYTES");
    options.connections = int(settings.integer("SIGNALBOX_MAX_CONNECTIONS"));
    options.connectionsPerAddress = int(settings.integer("SIGNALBOX_MAX_CONNECTIONS_PER_ADDRESS"));
    options.bodyMemoryBytes = settings.integer("SIGNALBOX_MAX_BODY_MEMORY");
    return options;
}

} // namespace signalbox::runtime
