#include "backend/platform/core/ids.h"

#include <sys/random.h>

#include <array>
#include <cstring>

namespace signalbox::core {

namespace {

constexpr char kHex[] = "0123456789abcdef";

/// Random bytes of the operating system, fetched some requests ahead: an id costs no system call of its own, and none
/// of the processor's random instruction either, which takes longer than all else that an id needs.
class Pool
{
public:
    void fill(char *target, size_t count)
    {
        while (count > 0) {
            if (m_used == m_bytes.size())
                refill();
            const size_t taken = std::min(count, m_bytes.size() - m_used);
            std::memcpy(target, m_bytes.data() + m_used, taken);
            // What was handed out is not kept: a later look at our memory must not tell it.
            std::memset(m_bytes.data() + m_used, 0, taken);
            m_used += taken;
            target += taken;
            count -= taken;
        }
    }

private:
    void refill()
    {
        size_t got = 0;
        while (got < m_bytes.size()) {
            const ssize_t count = ::getrandom(m_bytes.data() + got, m_bytes.size() - got, 0);
            got += size_t(std::max<ssize_t>(0, count));
        }
        m_used = 0;
    }

    std::array<char, 512> m_bytes {};
    size_t m_used = 512;
};

void fill(char *target, qsizetype count)
{
    thread_local Pool pool;
    pool.fill(target, size_t(count));
}

} // namespace

QByteArray randomText(qsizetype count)
{
    static constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    // The largest multiple of the alphabet's size in a byte: what is above would make some letters more likely.
    constexpr int kFair = 256 / int(kAlphabet.size()) * int(kAlphabet.size());
    QByteArray text(count, Qt::Uninitialized);
    for (char &c : text) {
        do
            fill(&c, 1);
        while (uchar(c) >= kFair);
        c = kAlphabet[uchar(c) % kAlphabet.size()];
    }
    return text;
}

QByteArray randomBytes(qsizetype bytes)
{
    QByteArray filled(bytes, Qt::Uninitialized);
    fill(filled.data(), bytes);
    return filled;
}

QByteArray randomHex(qsizetype bytes)
{
    QByteArray text(2 * bytes, Qt::Uninitialized);
    char *digits = text.data();
    // The bytes stand in the second half until the digits reach them.
    fill(digits + bytes, bytes);
    for (qsizetype i = 0; i < bytes; ++i) {
        const uchar byte = uchar(digits[bytes + i]);
        digits[2 * i] = kHex[byte >> 4];
        digits[2 * i + 1] = kHex[byte & 15];
    }
    return text;
}

QByteArray uuid4()
{
    std::array<char, 16> bytes {};
    fill(bytes.data(), bytes.size());
    // RFC 9562 5.4: version and variant.
    bytes[6] = char((bytes[6] & 0x0f) | 0x40);
    bytes[8] = char((bytes[8] & 0x3f) | 0x80);
    QByteArray text(36, '-');
    qsizetype at = 0;
    for (const char byte : bytes) {
        if (at == 8 || at == 13 || at == 18 || at == 23)
            ++at;
        text[at++] = kHex[uchar(byte) >> 4];
        text[at++] = kHex[uchar(byte) & 15];
    }
    return text;
}

QByteArray ulid(WallTime now)
{
    constexpr char kBase32[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    constexpr qsizetype kTimeDigits = 10;
    constexpr qsizetype kRandomDigits = 16;
    QByteArray text(kTimeDigits + kRandomDigits, Qt::Uninitialized);
    quint64 time = quint64(epochMs(now)) & 0xffffffffffffU;
    for (qsizetype i = kTimeDigits; i-- > 0; time >>= 5)
        text[i] = kBase32[time & 31];
    fill(text.data() + kTimeDigits, kRandomDigits);
    for (qsizetype i = kTimeDigits; i < text.size(); ++i)
        text[i] = kBase32[uchar(text[i]) & 31];
    return text;
}

} // namespace signalbox::core
