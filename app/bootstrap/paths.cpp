#include "app/bootstrap/paths.h"

#include "backend/platform/settings/raw_values.h"

#include <QDir>
#include <QFile>
#include <QTemporaryFile>

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace signalbox::bootstrap {

using namespace Qt::StringLiterals;

namespace {

constexpr mode_t kOwnerOnly = 0700;
constexpr mode_t kPermissionBits = 0777;

QString absolute(const QString &path)
{
    return QDir::cleanPath(QDir().absoluteFilePath(path));
}

QString reason()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

std::unexpected<Error> unusable(const QString &sentence)
{
    return fail(ErrorCode::Io, PublicText(sentence));
}

} // namespace

QString dataDirectory(const QString &configured, const QHash<QByteArray, QString> &environment)
{
    if (!configured.isEmpty())
        return absolute(configured);
    if (const QString state = environment.value("STATE_DIRECTORY").section(u':', 0, 0); state.startsWith(u'/'))
        return absolute(state);
    const QString xdg = environment.value("XDG_DATA_HOME");
    const QString base = xdg.startsWith(u'/') ? xdg : environment.value("HOME", QDir::homePath()) + u"/.local/share"_s;
    return absolute(base + u"/signalbox"_s);
}

Result<QString> prepareDataDirectory(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const QString parent = QFileInfo(path).path();
    if (!QDir().mkpath(parent))
        return unusable(u"the data folder %1 cannot be made: its parent folder cannot be made"_s.arg(path));
    if (::mkdir(name.constData(), kOwnerOnly) != 0 && errno != EEXIST)
        return unusable(u"the data folder %1 cannot be made: %2"_s.arg(path, reason()));
    struct stat status{};
    if (::stat(name.constData(), &status) != 0)
        return unusable(u"the data folder %1 cannot be used: %2"_s.arg(path, reason()));
    if (!S_ISDIR(status.st_mode))
        return unusable(u"the data folder %1 cannot be used: it is a file"_s.arg(path));
    if ((status.st_mode & kPermissionBits) != kOwnerOnly && ::chmod(name.constData(), kOwnerOnly) != 0)
        return unusable(u"the data folder %1 must have mode 0700 and cannot be given it: %2"_s.arg(path, reason()));
    QTemporaryFile probe(path + u"/.write-probe-XXXXXX"_s);
    if (!probe.open())
        return unusable(u"the data folder %1 cannot be written to: %2"_s.arg(path, probe.errorString()));
    return path;
}

Result<QString> prepareDataDirectory(const settings::Snapshot &snapshot)
{
    return prepareDataDirectory(dataDirectory(snapshot.text("SIGNALBOX_DATA_DIR"), settings::processEnvironment()));
}

} // namespace signalbox::bootstrap
