#include "backend/runtime/backup_mark.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

QString markPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(u"last_backup"_s);
}

} // namespace

Result<void> markBackup(const QString &dataDir, core::WallTime at)
{
    QSaveFile file(markPath(dataDir));
    const QByteArray line = QByteArray::number(core::epochMs(at)) + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(line) != line.size() || !file.commit())
        return fail(ErrorCode::Io, PublicText(u"the time of the backup cannot be noted in the data folder"_s),
                    LogDetail(file.errorString()));
    return {};
}

std::optional<core::WallTime> lastBackup(const QString &dataDir)
{
    constexpr qint64 kLongest = 32;
    QFile file(markPath(dataDir));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    bool isNumber = false;
    const qint64 ms = file.read(kLongest).trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional(core::wallTime(ms)) : std::nullopt;
}

} // namespace signalbox::runtime
