#pragma once

#include "backend/platform/log/hidden.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>

namespace signalbox::log {

/// What stands where something was removed.
inline constexpr char kRedacted[] = "[redacted]";

/// isSecretMember() of secret_name.h.
bool isSecretName(QByteArrayView name);

/// `text` without bearer and basic credentials, PEM blocks, confirmation tokens, passwords inside URLs, credentials in
/// a query, and each of `hidden` (exact values of configured secrets).
QString maskText(const QString &text, const HiddenValues &hidden = {});

/// False: maskText() would change nothing. True: perhaps. Far cheaper than trying.
bool mayNeedMask(QByteArrayView utf8, const HiddenValues &hidden);

/// `value` with secret members replaced and every text masked, at any depth.
QJsonValue redacted(const QJsonValue &value, const HiddenValues &hidden = {});

} // namespace signalbox::log
