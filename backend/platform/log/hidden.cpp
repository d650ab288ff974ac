#include "backend/platform/log/hidden.h"

#include "backend/platform/log/writer.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>

namespace signalbox::log {

namespace {

constexpr qsizetype kShortestHidden = 6;
constexpr size_t kMaxHidden = 1'000;

/// Never destroyed, because a thread may still log while the process ends.
struct Shared
{
    std::mutex mutex;
    std::shared_ptr<const HiddenValues> values = std::make_shared<HiddenValues>();
    std::atomic<quint64> revision {1};
};

Shared &shared()
{
    static Shared *const forever = new Shared;
    return *forever;
}

} // namespace

HiddenValues::HiddenValues(std::vector<QString> values) : m_values(std::move(values))
{
    std::ranges::sort(m_values, std::ranges::greater(), &QString::size);
    for (const QString &value : m_values) {
        const QByteArray utf8 = value.toUtf8();
        if (utf8.size() < kStart)
            m_anywhere = true;
        else
            m_starts.set(cellOf(utf8.constData()));
    }
}

size_t HiddenValues::cellOf(const char *start)
{
    quint32 word = 0;
    std::memcpy(&word, start, sizeof word);
    // Fibonacci hashing: the upper bits of the product are the mixed ones.
    return (word * 2654435769u) >> 20;
}

bool HiddenValues::mayBeIn(QByteArrayView utf8) const
{
    if (m_anywhere)
        return true;
    if (m_values.empty())
        return false;
    for (qsizetype at = 0; at + kStart <= utf8.size(); ++at) {
        if (m_starts.test(cellOf(utf8.data() + at)))
            return true;
    }
    return false;
}

const std::shared_ptr<const HiddenValues> &hiddenValues()
{
    thread_local std::shared_ptr<const HiddenValues> known;
    thread_local quint64 revision = 0;
    Shared &all = shared();
    const quint64 current = all.revision.load(std::memory_order_acquire);
    if (revision != current) {
        const std::scoped_lock lock(all.mutex);
        known = all.values;
        revision = current;
    }
    return known;
}

void hideValue(const QByteArray &secret)
{
    if (secret.size() < kShortestHidden)
        return;
    Shared &all = shared();
    const QString text = QString::fromUtf8(secret);
    const std::scoped_lock lock(all.mutex);
    std::vector<QString> values = all.values->values();
    if (values.size() >= kMaxHidden || std::ranges::find(values, text) != values.end())
        return;
    values.push_back(text);
    all.values = std::make_shared<const HiddenValues>(std::move(values));
    all.revision.fetch_add(1, std::memory_order_release);
}

} // namespace signalbox::log
