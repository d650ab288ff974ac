#pragma once

#include <QByteArray>
#include <QString>

#include <bitset>
#include <initializer_list>
#include <memory>
#include <vector>

namespace signalbox::log {

/// Exact values of configured secrets, with a filter that tells most texts from those that could hold one. Immutable.
class HiddenValues
{
public:
    HiddenValues() = default;
    HiddenValues(std::vector<QString> values);
    HiddenValues(std::initializer_list<QString> values) : HiddenValues(std::vector(values)) { }

    /// The longest first: a secret that contains another one would otherwise be left half visible.
    const std::vector<QString> &values() const { return m_values; }
    /// False: none of the values is in the text. True: perhaps.
    bool mayBeIn(QByteArrayView utf8) const;

private:
    static constexpr qsizetype kStart = 4; ///< bytes of a value that are looked for
    static constexpr size_t kCells = 4096;
    static size_t cellOf(const char *start);

    std::vector<QString> m_values;
    std::bitset<kCells> m_starts;
    bool m_anywhere = false; ///< a value is shorter than its start
};

/// What hideValue() was told so far. Any thread; without a lock unless it changed.
const std::shared_ptr<const HiddenValues> &hiddenValues();

} // namespace signalbox::log
