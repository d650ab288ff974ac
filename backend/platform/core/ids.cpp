#include "backend/platform/core/ids.h"

#include <QRandomGenerator>
#include <QUuid>

#include <array>

namespace signalbox::core {

QByteArray randomText(qsizetype count)
{
    static constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    QByteArray text(count, Qt::Uninitialized);
    for (char &c : text)
        c = kAlphabet[QRandomGenerator::system()->bounded(quint32(kAlphabet.size()))];
    return text;
}

QByteArray randomBytes(qsizetype bytes)
{
    const qsizetype words = (bytes + 3) / 4;
    QByteArray filled(words * 4, Qt::Uninitialized);
    auto *begin = reinterpret_cast<quint32 *>(filled.data());
    QRandomGenerator::system()->fillRange(begin, words);
    filled.truncate(bytes);
    return filled;
}

QByteArray randomHex(qsizetype bytes)
{
    return randomBytes(bytes).toHex();
}

QByteArray uuid4()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

} // namespace signalbox::core
