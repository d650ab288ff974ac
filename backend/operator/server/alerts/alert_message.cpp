#include "backend/operator/server/alerts/alert_message.h"

#include <QCryptographicHash>

#include <algorithm>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::Alert;
using protocol::AlertState;

namespace {

/// Alertmanager's word for a time that has not come.
const QString kNever = u"0001-01-01T00:00:00Z"_s;

QJsonObject labelsOf(const Alert &alert)
{
    QJsonObject labels {{"alertname"_L1, alert.rule},
                        {"service"_L1, alert.service},
                        {"severity"_L1, protocol::wordOf(alert.severity)}};
    if (!alert.subject.isEmpty())
        labels["subject"_L1] = alert.subject;
    return labels;
}

QJsonObject annotationsOf(const Alert &alert)
{
    return {{"summary"_L1, alert.sentence}, {"runbook"_L1, alert.runbook}};
}

QString fingerprintOf(const Alert &alert)
{
    const QByteArray hash = QCryptographicHash::hash(alert.id.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QString::fromLatin1(hash.first(16));
}

QJsonObject entryOf(const Alert &alert)
{
    return {{"status"_L1, alert.state == AlertState::Resolved ? "resolved"_L1 : "firing"_L1},
            {"labels"_L1, labelsOf(alert)},
            {"annotations"_L1, annotationsOf(alert)},
            {"startsAt"_L1, protocol::toIsoUtc(alert.firedAt.value_or(alert.since))},
            {"endsAt"_L1, alert.resolvedAt ? protocol::toIsoUtc(*alert.resolvedAt) : kNever},
            {"generatorURL"_L1, QString()},
            {"fingerprint"_L1, fingerprintOf(alert)}};
}

/// What every one of them says alike.
QJsonObject commonOf(const std::vector<Alert> &alerts, QJsonObject (*part)(const Alert &))
{
    QJsonObject common = part(alerts.front());
    for (const Alert &alert : alerts) {
        const QJsonObject other = part(alert);
        for (const QString &key : common.keys()) {
            if (other.value(key) != common.value(key))
                common.remove(key);
        }
    }
    return common;
}

} // namespace

QJsonObject webhookMessage(const std::vector<Alert> &alerts, const QString &group)
{
    std::vector<Alert> ordered = alerts;
    std::ranges::sort(ordered, {}, [](const Alert &alert) {
        return std::pair(alert.state == AlertState::Resolved, alert.id);
    });
    QJsonArray entries;
    for (const Alert &alert : ordered)
        entries.append(entryOf(alert));
    const bool firing = !ordered.empty() && ordered.front().state != AlertState::Resolved;
    const QJsonObject labels = group.isEmpty() ? QJsonObject() : QJsonObject {{"alertname"_L1, group}};
    const QString key = group.isEmpty() ? u"{}:{}"_s : QString(u"{}:{alertname=\"" + group + u"\"}");
    return {{"version"_L1, "4"_L1},
            {"groupKey"_L1, key},
            {"truncatedAlerts"_L1, 0},
            {"status"_L1, firing ? "firing"_L1 : "resolved"_L1},
            {"receiver"_L1, "signalbox"_L1},
            {"groupLabels"_L1, labels},
            {"commonLabels"_L1, alerts.empty() ? QJsonObject() : commonOf(alerts, labelsOf)},
            {"commonAnnotations"_L1, alerts.empty() ? QJsonObject() : commonOf(alerts, annotationsOf)},
            {"externalURL"_L1, QString()},
            {"alerts"_L1, entries}};
}

QJsonArray alertmanagerAlerts(const std::vector<Alert> &alerts)
{
    QJsonArray entries;
    for (const Alert &alert : alerts) {
        QJsonObject entry {{"labels"_L1, labelsOf(alert)},
                           {"annotations"_L1, annotationsOf(alert)},
                           {"startsAt"_L1, protocol::toIsoUtc(alert.firedAt.value_or(alert.since))}};
        if (alert.resolvedAt)
            entry["endsAt"_L1] = protocol::toIsoUtc(*alert.resolvedAt);
        entries.append(entry);
    }
    return entries;
}

} // namespace signalbox::server
