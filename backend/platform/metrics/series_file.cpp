#include "backend/platform/metrics/series_file.h"

#include <QFile>
#include <QSet>
#include <QtEndian>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::metrics {

namespace {

constexpr quint64 kMagic = 0x5342'5345'5249'4553; // "SBSERIES"
constexpr quint32 kVersion = 1;

constexpr size_t slotsPerSeries()
{
    size_t all = 0;
    for (const Resolution &resolution : kResolutions)
        all += resolution.slots;
    return all;
}

/// Closes on every way out.
struct Descriptor
{
    explicit Descriptor(int value) : fd(value) { }
    Q_DISABLE_COPY_MOVE(Descriptor)
    ~Descriptor()
    {
        if (fd >= 0)
            ::close(fd);
    }
    int fd;
};

std::unexpected<Error> systemError(const QString &path, int code)
{
    const bool full = code == ENOSPC || code == EDQUOT;
    return fail(full ? ErrorCode::Full : ErrorCode::Io, PublicText(),
                LogDetail(path + QLatin1StringView(": ") + qt_error_string(code)));
}

} // namespace

struct SeriesFile::Header
{
    quint64 magic;
    quint32 version;
    quint32 count;
    qint64 lastAppendSeconds;
    char names[kMaxSeries][kMaxSeriesName + 1];
};

namespace {

constexpr size_t kHeaderBytes = 32768;
constexpr size_t kFileBytes = kHeaderBytes + kMaxSeries * slotsPerSeries() * sizeof(SeriesSlot);

} // namespace

Result<SeriesFile> SeriesFile::open(const QString &path)
{
    static_assert(sizeof(Header) <= kHeaderBytes);
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (file.fd < 0)
        return systemError(path, errno);
    struct stat status {};
    if (fstat(file.fd, &status) != 0)
        return systemError(path, errno);
    const bool fresh = status.st_size == 0;
    if (!fresh && status.st_size != qint64(kFileBytes))
        return fail(ErrorCode::Corrupt, PublicText(), LogDetail(path + QLatin1StringView(": wrong size")));
    if (fresh) {
        if (const int code = posix_fallocate(file.fd, 0, qint64(kFileBytes)); code != 0) {
            ::unlink(QFile::encodeName(path).constData());
            return systemError(path, code);
        }
    }
    void *base = mmap(nullptr, kFileBytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.fd, 0);
    if (base == MAP_FAILED)
        return systemError(path, errno);
    SeriesFile mapped(base);
    Header *header = mapped.header();
    // A process that was killed between making the file and this line left zeros: still a fresh file.
    if (header->magic == 0 && header->version == 0 && header->count == 0) {
        header->version = kVersion;
        header->magic = kMagic;
    }
    if (!mapped.isOurs())
        return fail(ErrorCode::Corrupt, PublicText(), LogDetail(path + QLatin1StringView(": not a series store")));
    return mapped;
}

SeriesFile::SeriesFile(SeriesFile &&other) noexcept : m_base(std::exchange(other.m_base, nullptr)) { }

SeriesFile &SeriesFile::operator=(SeriesFile &&other) noexcept
{
    std::swap(m_base, other.m_base);
    return *this;
}

SeriesFile::~SeriesFile()
{
    if (m_base)
        munmap(m_base, kFileBytes);
}

SeriesFile::Header *SeriesFile::header() const
{
    return static_cast<Header *>(m_base);
}

bool SeriesFile::isOurs() const
{
    if (header()->magic != kMagic || header()->version != kVersion || header()->count > kMaxSeries)
        return false;
    QSet<QByteArray> seen;
    for (size_t i = 0; i < count(); ++i) {
        const QByteArray own = name(i).toByteArray();
        const bool printable = std::ranges::all_of(own, [](char c) { return c > ' ' && c < 127; });
        if (own.isEmpty() || size_t(own.size()) > kMaxSeriesName || !printable || seen.contains(own))
            return false;
        seen.insert(own);
    }
    return true;
}

size_t SeriesFile::count() const
{
    return header()->count;
}

QByteArrayView SeriesFile::name(size_t series) const
{
    const char *text = header()->names[series];
    return {text, qsizetype(strnlen(text, kMaxSeriesName + 1))};
}

void SeriesFile::addName(QByteArrayView name)
{
    char *text = header()->names[header()->count];
    std::memset(text, 0, kMaxSeriesName + 1);
    std::memcpy(text, name.data(), size_t(name.size()));
    ++header()->count; // last, so that a killed process leaves no half name
}

SeriesSlot *SeriesFile::ring(size_t series, size_t resolution)
{
    size_t before = series * slotsPerSeries();
    for (size_t i = 0; i < resolution; ++i)
        before += kResolutions[i].slots;
    auto *slots = static_cast<SeriesSlot *>(static_cast<void *>(static_cast<char *>(m_base) + kHeaderBytes));
    return slots + before;
}

const SeriesSlot *SeriesFile::ring(size_t series, size_t resolution) const
{
    return const_cast<SeriesFile *>(this)->ring(series, resolution);
}

qint64 SeriesFile::lastAppendSeconds() const
{
    return header()->lastAppendSeconds;
}

void SeriesFile::setLastAppendSeconds(qint64 seconds)
{
    header()->lastAppendSeconds = seconds;
}

} // namespace signalbox::metrics
