#pragma once

#include <QRandomGenerator>
#include <QString>
#include <QStringList>

#include <array>

namespace signalbox::approvals {

/// The seed of this run: SIGNALBOX_SEED to repeat one, else a new one. Printed, so that a failure can be repeated.
inline quint32 printedSeed()
{
    bool given = false;
    const quint32 fixed = qEnvironmentVariable("SIGNALBOX_SEED").toUInt(&given);
    const quint32 seed = given ? fixed : QRandomGenerator::global()->generate();
    qInfo("SIGNALBOX_SEED=%u", seed);
    return seed;
}

/// Texts out of words, spaces, line feeds, emoji, CJK, combining marks, controls and anything else of Unicode.
class RandomText
{
public:
    explicit RandomText(quint32 seed) : m_random(seed) { }

    qsizetype below(qsizetype end) { return qsizetype(m_random.bounded(qint64(end))); }
    bool oneIn(qsizetype n) { return below(n) == 0; }

    template <class List>
    const auto &pick(const List &list)
    {
        return list[decltype(list.size())(below(qsizetype(list.size())))];
    }

    char32_t scalar()
    {
        static constexpr std::array<std::pair<char32_t, char32_t>, 9> kBlocks = {
            {{U'a', U'z'}, {U'0', U'9'}, {U' ', U'/'}, {0x1, 0x1f}, {0x300, 0x36f}, {0x4e00, 0x4fff},
             {0x1f300, 0x1f6ff}, {0x2000, 0x206f}, {0x1, 0x10ffff}}};
        const auto &[first, last] = pick(kBlocks);
        const char32_t c = first + char32_t(below(qsizetype(last - first + 1)));
        return c >= 0xd800 && c <= 0xdfff ? U'\uFFFD' : c;
    }

    QString text(qsizetype mostWords)
    {
        static const QStringList kWords = {
            QStringLiteral("the"), QStringLiteral("SAML"), QStringLiteral("a"), QStringLiteral("我们"),
            QStringLiteral("👩‍👩‍👧"), QStringLiteral("e\u0301"), QStringLiteral("x:y"), QStringLiteral("> q"),
            QStringLiteral("\n"), QStringLiteral("  "), QStringLiteral("\r\n"), QStringLiteral("\t")};
        QString made;
        for (qsizetype n = below(mostWords + 1); n > 0; --n) {
            if (oneIn(4)) {
                const char32_t c = scalar();
                made += QString::fromUcs4(&c, 1);
            } else {
                made += pick(kWords);
                made += oneIn(3) ? QString() : QStringLiteral(" ");
            }
        }
        return made;
    }

private:
    QRandomGenerator m_random;
};

} // namespace signalbox::approvals
