#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <optional>

/// Money is integer cents; rates are applied in integers; "round" is always half up (contract commerce-router 1).
namespace signalbox::commerce {

/// round half up of numerator / denominator; denominator > 0, any sign of the numerator.
qint64 roundedQuotient(qint64 numerator, qint64 denominator);

/// Share of an amount in basis points: 7 % is 700.
qint64 basisPoints(qint64 cents, int points);

/// Share of an amount in per cent given as decimal text or number with up to 4 decimals: 8.875 % of an amount.
qint64 percentOf(qint64 cents, double percent);

/// Unit price × quantity in thousandths.
qint64 lineTotal(qint64 unitPriceCents, qint64 quantityMilli);

/// Dollars as decimal text ("12.49", "-3", "1e1" is refused) to cents, more than two decimals rounded half up.
std::optional<qint64> centsFromDecimalText(QByteArrayView text);
/// Dollars of a received JSON number, by way of its shortest decimal text.
std::optional<qint64> centsFromNumber(double dollars);

/// Quantity of a received number in thousandths; empty when it has more than 3 decimals or is out of 0 < q ≤ 999.
std::optional<qint64> milliFromNumber(double quantity);
/// `2`, `1.5`, `0.125`.
QByteArray milliText(qint64 milli);
/// Whole units, rounded up, at least 1.
qint64 wholeUnits(qint64 milli);

/// Units of 1/scale as decimal text with exactly as many decimals as scale has zeros: (4850, 100) is `48.50`.
QByteArray fixedText(qint64 units, qint64 scale);

} // namespace signalbox::commerce
