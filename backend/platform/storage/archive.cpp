#include "backend/platform/storage/archive.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <archive.h>
#include <archive_entry.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

using namespace Qt::StringLiterals;

namespace signalbox::storage {

namespace {

constexpr qint64 kChunk = 256 * 1024;

using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

std::unexpected<Error> cannotWrite(int number, const QString &why)
{
    const bool full = number == ENOSPC || number == EDQUOT;
    return fail(full ? ErrorCode::Full : ErrorCode::Io,
                PublicText(full ? u"no space left for the backup"_s : u"the backup cannot be written"_s), LogDetail(why));
}

std::unexpected<Error> damaged(const QString &why)
{
    return fail(ErrorCode::Corrupt, PublicText(u"the backup is damaged"_s), LogDetail(why));
}

Result<void> packFile(archive *writer, const QString &folder, const QString &name)
{
    QFile file(QDir(folder).filePath(name));
    if (!file.open(QIODevice::ReadOnly))
        return cannotWrite(EIO, file.fileName() + u": "_s + file.errorString());
    const Entry entry(archive_entry_new(), &archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.toUtf8().constData());
    archive_entry_set_size(entry.get(), file.size());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_mtime(entry.get(), QFileInfo(file).lastModified().toSecsSinceEpoch(), 0);
    bool good = archive_write_header(writer, entry.get()) == ARCHIVE_OK;
    while (good && !file.atEnd()) {
        const QByteArray chunk = file.read(kChunk);
        good = !chunk.isEmpty() && archive_write_data(writer, chunk.constData(), std::size_t(chunk.size())) == chunk.size();
    }
    if (!good)
        return cannotWrite(archive_errno(writer), QString::fromUtf8(archive_error_string(writer)));
    return {};
}

Result<MemberSum> readMember(archive *reader, const QString &path)
{
    QFile file(path);
    if (!path.isEmpty() && !file.open(QIODevice::NewOnly | QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner))
        return cannotWrite(errno, file.errorString());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    MemberSum sum;
    QByteArray chunk(kChunk, Qt::Uninitialized);
    while (true) {
        const la_ssize_t size = archive_read_data(reader, chunk.data(), std::size_t(chunk.size()));
        if (size < 0)
            return damaged(QString::fromUtf8(archive_error_string(reader)));
        if (size == 0)
            break;
        hash.addData(QByteArrayView(chunk.constData(), size));
        sum.bytes += size;
        if (file.isOpen() && file.write(chunk.constData(), size) != size)
            return cannotWrite(errno, file.errorString());
    }
    if (file.isOpen() && !file.flush())
        return cannotWrite(errno, file.errorString());
    sum.sha256 = hash.result().toHex();
    return sum;
}

} // namespace

Result<void> packArchive(const QString &path, const QString &folder, const QStringList &names)
{
    QFile file(path);
    if (!file.open(QIODevice::NewOnly | QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner))
        return cannotWrite(errno, path + u": "_s + file.errorString());
    {
        const Writer writer(archive_write_new(), &archive_write_free);
        archive_write_add_filter_gzip(writer.get());
        archive_write_set_format_pax_restricted(writer.get());
        if (archive_write_open_fd(writer.get(), file.handle()) != ARCHIVE_OK)
            return cannotWrite(archive_errno(writer.get()), QString::fromUtf8(archive_error_string(writer.get())));
        for (const QString &name : names) {
            if (const auto packed = packFile(writer.get(), folder, name); !packed)
                return packed;
        }
        if (archive_write_close(writer.get()) != ARCHIVE_OK)
            return cannotWrite(archive_errno(writer.get()), QString::fromUtf8(archive_error_string(writer.get())));
    }
    file.close();
    if (!syncToDisk(path))
        return cannotWrite(errno, path);
    return {};
}

Result<MemberSums> readArchive(const QString &path, const QString &folder)
{
    const Reader reader(archive_read_new(), &archive_read_free);
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_format_tar(reader.get());
    if (!QFileInfo(path).isReadable())
        return fail(ErrorCode::NotFound, PublicText(u"there is no such backup, or it cannot be read"_s), LogDetail(path));
    if (archive_read_open_filename(reader.get(), QFile::encodeName(path).constData(), std::size_t(kChunk)) != ARCHIVE_OK)
        return damaged(QString::fromUtf8(archive_error_string(reader.get())));

    MemberSums sums;
    archive_entry *entry = nullptr;
    int status = ARCHIVE_OK;
    while ((status = archive_read_next_header(reader.get(), &entry)) == ARCHIVE_OK) {
        static const QRegularExpression plain(u"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$"_s);
        const QString name = QString::fromUtf8(archive_entry_pathname(entry));
        if (!plain.match(name).hasMatch() || archive_entry_filetype(entry) != AE_IFREG || sums.contains(name))
            return damaged(u"unexpected member "_s + name.left(100));
        const auto sum = readMember(reader.get(), folder.isEmpty() ? QString() : QString(QDir(folder).filePath(name)));
        if (!sum)
            return std::unexpected(sum.error());
        sums.emplace(name, *sum);
    }
    if (status != ARCHIVE_EOF)
        return damaged(QString::fromUtf8(archive_error_string(reader.get())));
    return sums;
}

Result<MemberSums> sumFiles(const QString &folder, const QStringList &names)
{
    MemberSums sums;
    for (const QString &name : names) {
        QFile file(QDir(folder).filePath(name));
        QCryptographicHash hash(QCryptographicHash::Sha256);
        if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
            return cannotWrite(EIO, file.fileName() + u": "_s + file.errorString());
        sums.emplace(name, MemberSum {file.size(), hash.result().toHex()});
    }
    return sums;
}

bool syncToDisk(const QString &path)
{
    for (const QString &one : {path, QFileInfo(path).absolutePath()}) {
        const int descriptor = ::open(QFile::encodeName(one).constData(), O_RDONLY | O_CLOEXEC);
        const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
        if (descriptor >= 0)
            ::close(descriptor);
        if (!synced)
            return false;
    }
    return true;
}

} // namespace signalbox::storage
