#include "tests/support/redis.h"

#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

#include <sys/types.h>

namespace signalbox::support {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kPatience = std::chrono::seconds(10);

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace

RedisServer::RedisServer() : m_port(freePort()) { }

RedisServer::~RedisServer()
{
    stop();
}

bool RedisServer::isInstalled()
{
    return !QStandardPaths::findExecutable(u"redis-server"_s).isEmpty();
}

bool RedisServer::start(const QStringList &options)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(file(u"log"_s), QIODevice::Append);
    const QString port = QString::number(m_port);
    m_process.start(u"redis-server"_s,
                    QStringList {u"--port"_s, port, u"--bind"_s, u"127.0.0.1"_s, u"--save"_s, u""_s, u"--appendonly"_s,
                                 u"no"_s, u"--dir"_s, m_dir.path()}
                            + options);
    return QTest::qWaitFor([this] { return accepts(); }, int(std::chrono::milliseconds(kPatience).count()));
}

bool RedisServer::accepts() const
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_port);
    return QTest::qWaitFor([&socket] { return socket.state() == QAbstractSocket::ConnectedState; }, 200);
}

void RedisServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    resume();
    m_process.kill();
    (void)QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; });
}

void RedisServer::suspend()
{
    ::kill(pid_t(m_process.processId()), SIGSTOP);
}

void RedisServer::resume()
{
    ::kill(pid_t(m_process.processId()), SIGCONT);
}

QString RedisServer::url() const
{
    return u"redis://127.0.0.1:"_s + QString::number(m_port);
}

} // namespace signalbox::support
