#pragma once

#include "backend/platform/core/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <map>

namespace signalbox::storage {

/// One file inside a backup.
struct MemberSum
{
    qint64 bytes = 0;
    QByteArray sha256; ///< lower-case hex

    bool operator==(const MemberSum &) const = default;
};

using MemberSums = std::map<QString, MemberSum>;

/// Writes the files `names` of `folder` into a new tar.gz with mode 0600, synced to the disk. Full or Io.
Result<void> packArchive(const QString &archive, const QString &folder, const QStringList &names);

/// Reads an archive to its end and sums what it holds; with a `folder` its files are unpacked there as well. Member
/// names are plain file names; anything else, a damaged archive or a name twice is Corrupt.
Result<MemberSums> readArchive(const QString &archive, const QString &folder = {});

/// The sums of files on disk.
Result<MemberSums> sumFiles(const QString &folder, const QStringList &names);

/// Writes a file's data and its folder's entry through to the disk.
bool syncToDisk(const QString &path);

} // namespace signalbox::storage
