#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <vector>

namespace signalbox::log {

/// What stands where something was removed.
inline constexpr char kRedacted[] = "[redacted]";

/// Is a member of that name never written: credentials, signatures, cookies and what identifies a person? Case, `-`
/// and `_` do not matter; `webhook_secret` and `confirmationToken` count because of their last word. The union of the
/// contracts' lists (contract platform 10).
bool isSecretName(QByteArrayView name);

/// `text` without bearer and basic credentials, PEM blocks, confirmation tokens, passwords inside URLs, credentials in
/// a query, and each of `hidden` (exact values of configured secrets).
QString maskText(const QString &text, const std::vector<QString> &hidden = {});

/// `value` with secret members replaced and every text masked, at any depth.
QJsonValue redacted(const QJsonValue &value, const std::vector<QString> &hidden = {});

} // namespace signalbox::log
