#include "backend/platform/storage/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace signalbox::storage {

using namespace Qt::StringLiterals;

namespace {

using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

la_ssize_t append(archive *, void *target, const void *bytes, size_t size)
{
    static_cast<QByteArray *>(target)->append(static_cast<const char *>(bytes), qsizetype(size));
    return la_ssize_t(size);
}

bool addMember(archive *writer, const ZipMember &member, core::WallTime at)
{
    const Entry entry(archive_entry_new(), &archive_entry_free);
    archive_entry_set_pathname(entry.get(), member.name.toUtf8().constData());
    archive_entry_set_size(entry.get(), member.content.size());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_mtime(entry.get(), time_t(core::epochMs(at) / 1000), 0);
    return archive_write_header(writer, entry.get()) == ARCHIVE_OK
        && archive_write_data(writer, member.content.constData(), size_t(member.content.size()))
        == la_ssize_t(member.content.size());
}

} // namespace

Result<QByteArray> zipOf(const std::vector<ZipMember> &members, core::WallTime at)
{
    QByteArray zip;
    const Writer writer(archive_write_new(), &archive_write_free);
    bool good = writer && archive_write_set_format_zip(writer.get()) == ARCHIVE_OK
        && archive_write_zip_set_compression_deflate(writer.get()) == ARCHIVE_OK
        && archive_write_set_bytes_in_last_block(writer.get(), 1) == ARCHIVE_OK
        && archive_write_open(writer.get(), &zip, nullptr, append, nullptr) == ARCHIVE_OK;
    for (const ZipMember &member : members)
        good = good && addMember(writer.get(), member, at);
    good = good && archive_write_close(writer.get()) == ARCHIVE_OK;
    if (good)
        return zip;
    return fail(ErrorCode::Internal, PublicText(u"the zip cannot be made"_s),
                LogDetail(QString::fromUtf8(writer ? archive_error_string(writer.get()) : "no memory")));
}

} // namespace signalbox::storage
