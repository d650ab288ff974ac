#include "backend/operator/server/revisions/store_key.h"

#include "backend/platform/core/ids.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using security::SealedBox;

namespace {

QString pathIn(const QString &dataDir)
{
    return QDir(dataDir).filePath(u"store.key"_s);
}

std::optional<SealedBox> boxOf(const QByteArray &hex)
{
    const QByteArray key = QByteArray::fromHex(hex.trimmed());
    if (key.size() != SealedBox::kKeyBytes || hex.trimmed().size() != 2 * SealedBox::kKeyBytes)
        return std::nullopt;
    return SealedBox(key);
}

} // namespace

Result<std::optional<SealedBox>> findStoreBox(const settings::Snapshot &settings, const QString &dataDir)
{
    if (settings.knows("SIGNALBOX_STORE_KEY") && settings.isSet("SIGNALBOX_STORE_KEY"))
        return boxOf(settings.bytes("SIGNALBOX_STORE_KEY"));
    QFile file(pathIn(dataDir));
    if (dataDir.isEmpty() || !file.exists())
        return std::optional<SealedBox>();
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, PublicText(u"store.key cannot be read"_s), LogDetail(file.errorString()));
    auto box = boxOf(file.read(4096));
    if (!box)
        return fail(ErrorCode::Corrupt, PublicText(u"store.key does not hold 64 hex digits"_s));
    return box;
}

Result<SealedBox> makeStoreBox(const settings::Snapshot &settings, const QString &dataDir)
{
    auto found = findStoreBox(settings, dataDir);
    if (!found)
        return std::unexpected(found.error());
    if (*found)
        return std::move(**found);
    if (dataDir.isEmpty())
        return fail(ErrorCode::Configuration, PublicText(u"SIGNALBOX_STORE_KEY is not set"_s));
    const QByteArray hex = core::randomHex(SealedBox::kKeyBytes);
    QFile file(pathIn(dataDir));
    // Readable by nobody else from its first moment on, and never over another one.
    if (!file.open(QIODevice::NewOnly | QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner)
        || file.write(hex + '\n') != hex.size() + 1 || !file.flush() || ::fsync(file.handle()) != 0)
        return fail(ErrorCode::Io, PublicText(u"store.key cannot be written"_s), LogDetail(file.errorString()));
    return *boxOf(hex);
}

} // namespace signalbox::server
