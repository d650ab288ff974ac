#include "backend/services/commerce/alerts.h"

namespace signalbox::commerce {

void writeAlert(JsonWriter &json, const Alert &alert)
{
    json.beginObject().member("name", alert.name);
    if (alert.provider)
        json.member("providerId", idText(*alert.provider));
    json.member("severity", alert.severity == AlertSeverity::Critical ? "critical" : "warning");
    json.member("value", alert.value).member("threshold", alert.threshold);
    json.member("since", core::isoUtc(alert.since)).endObject();
}

} // namespace signalbox::commerce
