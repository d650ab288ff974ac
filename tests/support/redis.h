#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace signalbox::support {

/// A redis-server of its own on a free loopback port, without persistence. Stopped by its process id when it goes
/// out of scope.
class RedisServer
{
public:
    RedisServer();
    ~RedisServer();
    Q_DISABLE_COPY_MOVE(RedisServer)

    /// False: no redis-server is installed; the test skips itself.
    static bool isInstalled();

    /// Starts it (again on the same port after stop()); true when it accepts connections.
    bool start(const QStringList &options = {});
    void stop();
    /// Lets it hang and go on (SIGSTOP, SIGCONT).
    void suspend();
    void resume();

    quint16 port() const { return m_port; }
    /// `redis://127.0.0.1:<port>`, or what `options` made necessary.
    QString url() const;
    /// A file in its own directory.
    QString file(const QString &name) const { return m_dir.filePath(name); }

private:
    bool accepts() const;

    QTemporaryDir m_dir;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace signalbox::support
