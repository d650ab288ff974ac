#include "backend/operator/server/ops_file.h"

#include "backend/platform/core/json_writer.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <utility>

namespace signalbox::server {

using namespace Qt::StringLiterals;

Result<OpsFile> OpsFile::write(const QString &dataDir, const QByteArray &url, const QByteArray &token)
{
    OpsFile file;
    const QString path = dataDir + "/ops.json"_L1;
    JsonWriter out;
    out.beginObject().member("url", url).member("token", token);
    out.member("pid", qint64(QCoreApplication::applicationPid())).endObject();
    file.m_content = out.take();

    // A new file under another name: whoever reads ops.json never sees half of it, or one that others may read.
    const QString fresh = path + ".new"_L1;
    QFile::remove(fresh);
    QFile target(fresh);
    const bool written = target.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)
        && target.write(file.m_content) == file.m_content.size() && target.flush();
    target.close();
    if (!written || std::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(path).constData()) != 0) {
        QFile::remove(fresh);
        return fail(ErrorCode::Io, PublicText(u"cannot write ops.json in the data folder"_s),
                    LogDetail(target.errorString()));
    }
    file.m_path = path;
    return file;
}

OpsFile::~OpsFile()
{
    remove();
}

OpsFile::OpsFile(OpsFile &&other) noexcept
    : m_path(std::exchange(other.m_path, QString())), m_content(std::exchange(other.m_content, QByteArray()))
{
}

OpsFile &OpsFile::operator=(OpsFile &&other) noexcept
{
    if (this != &other) {
        remove();
        m_path = std::exchange(other.m_path, QString());
        m_content = std::exchange(other.m_content, QByteArray());
    }
    return *this;
}

void OpsFile::remove()
{
    if (m_path.isEmpty())
        return;
    QFile file(m_path);
    // A gateway that was started later may have put its own file there.
    if (file.open(QIODevice::ReadOnly) && file.readAll() == m_content)
        file.remove();
    m_path.clear();
}

} // namespace signalbox::server
