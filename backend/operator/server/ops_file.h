#pragma once

#include "backend/platform/core/result.h"

#include <QByteArray>
#include <QString>

namespace signalbox::server {

/// `<data>/ops.json`: how the tools on this machine reach a serving gateway (contract platform 7). Mode 0600, written
/// whole, removed at the end by whoever wrote it.
class OpsFile
{
public:
    OpsFile() = default;
    ~OpsFile();
    OpsFile(OpsFile &&other) noexcept;
    OpsFile &operator=(OpsFile &&other) noexcept;
    Q_DISABLE_COPY(OpsFile)

    /// Writes `{"url","token","pid"}`. Io when the folder cannot be written.
    static Result<OpsFile> write(const QString &dataDir, const QByteArray &url, const QByteArray &token);

    const QString &path() const { return m_path; }

private:
    void remove();

    QString m_path;
    QByteArray m_content;
};

} // namespace signalbox::server
