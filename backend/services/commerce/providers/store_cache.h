#pragma once

#include "backend/services/commerce/quote.h"

#include <QByteArray>

#include <optional>

namespace signalbox::commerce {

/// A store as the store cache keeps it; "no store here" is kept too.
QByteArray storeToBytes(const std::optional<Store> &store);
std::optional<Store> storeFromBytes(const QByteArray &bytes);

/// `<line>, <city>, <state> <zip>`; parts that are missing leave no gap.
QString storeAddress(const QString &line, const QString &city, const QString &state, const QString &zip);

} // namespace signalbox::commerce
