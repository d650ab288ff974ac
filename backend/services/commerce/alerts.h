#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/json_writer.h"
#include "backend/services/commerce/provider_id.h"

#include <atomic>
#include <memory>
#include <vector>

namespace signalbox::commerce {

enum class AlertSeverity { Warning, Critical };

/// One condition that asks for attention (contract commerce-router 9.3).
struct Alert
{
    QByteArray name;
    std::optional<ProviderId> provider; ///< nothing = concerns all of them
    AlertSeverity severity = AlertSeverity::Warning;
    double value = 0;
    double threshold = 0;
    core::WallTime since; ///< when it was raised

    bool isSameConditionAs(const Alert &other) const { return name == other.name && provider == other.provider; }
    bool operator==(const Alert &) const = default;
};

/// `{name, providerId?, severity, value, threshold, since}`.
void writeAlert(JsonWriter &json, const Alert &alert);

/// The alerts that are raised now, for the whole process: replaced as a whole by the one worker that evaluates them,
/// read by every worker without waiting. Any thread.
class AlertBoard
{
public:
    using Alerts = std::vector<Alert>;

    std::shared_ptr<const Alerts> read() const { return m_alerts.load(); }
    void replace(Alerts alerts) { m_alerts.store(std::make_shared<const Alerts>(std::move(alerts))); }

private:
    std::atomic<std::shared_ptr<const Alerts>> m_alerts {std::make_shared<const Alerts>()};
};

} // namespace signalbox::commerce
