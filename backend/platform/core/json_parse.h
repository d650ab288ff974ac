#pragma once

#include "backend/platform/core/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>

namespace signalbox::core {

/// Arrays and objects inside each other that a received document may have (contract platform 3).
inline constexpr int kJsonMaxDepth = 64;

/// Parses a JSON text of any type. InvalidInput when it is not UTF-8, not JSON, empty, has something behind it, or
/// is nested deeper than kJsonMaxDepth; checked before Qt's recursive parser sees it.
Result<QJsonValue> parseJson(const QByteArray &utf8);

/// As parseJson(), and the text must be an object.
Result<QJsonObject> parseJsonObject(const QByteArray &utf8);

/// The decimal text of a received number, as it was written for up to 15 digits: money is converted from this, never
/// through binary arithmetic.
QByteArray decimalText(double number);

} // namespace signalbox::core
