#include "backend/services/commerce/money.h"

#include "backend/platform/core/json_parse.h"

#include <algorithm>
#include <cmath>

namespace signalbox::commerce {

namespace {

constexpr int kMaxWholeDigits = 12;

/// Decimal text as a whole number of 1/scale, scale being 100 or 1000; `exact` refuses further decimals, else they
/// are rounded half up.
std::optional<qint64> scaled(QByteArrayView text, qint64 scale, bool exact)
{
    const bool negative = text.startsWith('-');
    if (negative)
        text = text.sliced(1);
    const qsizetype point = text.indexOf('.');
    const QByteArrayView whole = point < 0 ? text : text.first(point);
    const QByteArrayView decimals = point < 0 ? QByteArrayView() : text.sliced(point + 1);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (whole.isEmpty() || whole.size() > kMaxWholeDigits || (point >= 0 && decimals.isEmpty())
        || !std::all_of(whole.begin(), whole.end(), isDigit) || !std::all_of(decimals.begin(), decimals.end(), isDigit))
        return std::nullopt;

    qint64 units = 0;
    for (const char digit : whole)
        units = units * 10 + (digit - '0');
    qsizetype used = 0;
    for (qint64 rest = scale; rest > 1; rest /= 10, ++used)
        units = units * 10 + (used < decimals.size() ? decimals[used] - '0' : 0);
    const QByteArrayView more = used < decimals.size() ? decimals.sliced(used) : QByteArrayView();
    const bool remainder = std::any_of(more.begin(), more.end(), [](char c) { return c != '0'; });
    if (exact && remainder)
        return std::nullopt;
    if (!more.isEmpty()) {
        // Half up means towards +infinity: exactly half of a negative amount goes up, that is nearer to zero.
        const bool overHalf = more[0] > '5' || (more[0] == '5' && std::any_of(more.begin() + 1, more.end(), [](char c) {
            return c != '0';
        }));
        if (overHalf || (more[0] == '5' && !negative))
            ++units;
    }
    return negative ? -units : units;
}

} // namespace

qint64 roundedQuotient(qint64 numerator, qint64 denominator)
{
    const qint64 doubled = 2 * numerator + denominator;
    const qint64 divisor = 2 * denominator;
    const qint64 quotient = doubled / divisor;
    return doubled % divisor < 0 ? quotient - 1 : quotient;
}

qint64 basisPoints(qint64 cents, int points)
{
    return roundedQuotient(cents * points, 10000);
}

qint64 percentOf(qint64 cents, double percent)
{
    constexpr qint64 kPercentScale = 10000;
    return roundedQuotient(cents * std::llround(percent * double(kPercentScale)), 100 * kPercentScale);
}

qint64 lineTotal(qint64 unitPriceCents, qint64 quantityMilli)
{
    return roundedQuotient(unitPriceCents * quantityMilli, 1000);
}

std::optional<qint64> centsFromDecimalText(QByteArrayView text)
{
    return scaled(text, 100, false);
}

std::optional<qint64> centsFromNumber(double dollars)
{
    return scaled(core::decimalText(dollars), 100, false);
}

std::optional<qint64> milliFromNumber(double quantity)
{
    if (!(quantity > 0 && quantity <= 999))
        return std::nullopt;
    const std::optional<qint64> milli = scaled(core::decimalText(quantity), 1000, true);
    return milli && *milli > 0 ? milli : std::nullopt;
}

QByteArray milliText(qint64 milli)
{
    QByteArray text = fixedText(milli, 1000);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text;
}

qint64 wholeUnits(qint64 milli)
{
    return std::max<qint64>(1, (milli + 999) / 1000);
}

QByteArray fixedText(qint64 units, qint64 scale)
{
    int decimals = 0;
    for (qint64 rest = scale; rest > 1; rest /= 10)
        ++decimals;
    const qint64 magnitude = units < 0 ? -units : units;
    QByteArray text = QByteArray::number(magnitude / scale);
    if (decimals > 0)
        text += '.' + QByteArray::number(magnitude % scale).rightJustified(decimals, '0');
    return units < 0 ? '-' + text : text;
}

} // namespace signalbox::commerce
