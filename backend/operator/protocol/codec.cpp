#include "backend/operator/protocol/codec.h"

#include <QDateTime>

namespace signalbox::protocol {

using namespace Qt::StringLiterals;

std::unexpected<Error> badMember(const QString &path, QLatin1StringView problem)
{
    return fail(ErrorCode::InvalidInput, PublicText(u"%1 %2"_s.arg(path, problem)));
}

std::optional<core::WallTime> parseIsoUtc(const QString &text)
{
    if (!text.endsWith(u'Z'))
        return std::nullopt;
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    return core::wallTime(time.toMSecsSinceEpoch());
}

QString toIsoUtc(core::WallTime time)
{
    return QString::fromLatin1(core::isoUtc(time));
}

} // namespace signalbox::protocol
