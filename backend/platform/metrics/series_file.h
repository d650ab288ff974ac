#pragma once

#include "backend/platform/core/result.h"

#include <QString>

#include <array>
#include <chrono>
#include <cstddef>

/// The bytes of a series store: a header, a table of names, then per series and resolution a ring of slots. A slot
/// carries the number of its interval, so a slot of an earlier round (or of a clock that was wrong) reads as a gap
/// and nothing has to be cleared. Byte order of the machine; a file from another one is foreign.
namespace signalbox::metrics {

/// One resolution of the history (contract operator-console 1.3).
struct Resolution
{
    std::chrono::seconds step;
    size_t slots;
};

inline constexpr std::array kResolutions {
        Resolution {std::chrono::seconds(1), 600},
        Resolution {std::chrono::seconds(10), 1080},
        Resolution {std::chrono::minutes(1), 2880},
        Resolution {std::chrono::minutes(10), 4320},
};

inline constexpr size_t kMaxSeries = 256;
inline constexpr size_t kMaxSeriesName = 95;

struct SeriesSlot
{
    quint32 interval = 0; ///< seconds since 1970 / step
    float value = 0;
};

/// The mapped file. One thread.
class SeriesFile
{
public:
    /// Maps an existing file or makes one of the full size (18 MB, allocated at once so that a full disk is told here
    /// and not by a signal at a later write). Corrupt: it is there and is not ours. Full, Io.
    static Result<SeriesFile> open(const QString &path);

    SeriesFile(SeriesFile &&other) noexcept;
    SeriesFile &operator=(SeriesFile &&other) noexcept;
    Q_DISABLE_COPY(SeriesFile)
    ~SeriesFile();

    size_t count() const;
    QByteArrayView name(size_t series) const;
    /// Adds a name; the caller has checked its length and that there is room.
    void addName(QByteArrayView name);
    SeriesSlot *ring(size_t series, size_t resolution);
    const SeriesSlot *ring(size_t series, size_t resolution) const;

    qint64 lastAppendSeconds() const;
    void setLastAppendSeconds(qint64 seconds);

private:
    struct Header;

    explicit SeriesFile(void *base) : m_base(base) { }
    Header *header() const;
    bool isOurs() const;

    void *m_base = nullptr;
};

} // namespace signalbox::metrics
