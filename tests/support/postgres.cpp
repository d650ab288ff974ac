#include "tests/support/postgres.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QUrl>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace signalbox::support {

namespace {

/// Characters that a URL must encode, so that every test logs in through the decoding.
const QString kPassword = u"p@ss:w/rd%"_s;
const QString kUser = u"signalbox"_s;

QString binary(const QString &name)
{
    QDir versions(u"/usr/lib/postgresql"_s);
    QStringList folders;
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
        folders += versions.filePath(version + u"/bin"_s);
    const QString found = QStandardPaths::findExecutable(name, folders);
    return found.isEmpty() ? QStandardPaths::findExecutable(name) : found;
}

/// Whom the server runs as when the test is root's.
const passwd *serverUser()
{
    if (::geteuid() != 0)
        return nullptr;
    const passwd *user = ::getpwnam("postgres");
    return user ? user : ::getpwnam("nobody");
}

quint16 freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    quint16 port = 0;
    if (::bind(socket, reinterpret_cast<sockaddr *>(&address), size) == 0
        && ::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size) == 0)
        port = ntohs(address.sin_port);
    ::close(socket);
    return port;
}

void asServerUser(QProcess &process)
{
    const passwd *user = serverUser();
    const uid_t uid = user ? user->pw_uid : ::geteuid();
    const gid_t gid = user ? user->pw_gid : ::getegid();
    process.setChildProcessModifier([uid, gid] {
        // The C library's functions would first tell the parent's threads, which this process does not have.
        if (::geteuid() == 0
            && (::syscall(SYS_setgroups, 0, nullptr) != 0 || ::syscall(SYS_setgid, gid) != 0
                || ::syscall(SYS_setuid, uid) != 0))
            ::_exit(127);
        ::prctl(PR_SET_PDEATHSIG, SIGINT);
    });
}

void complain(const QByteArray &why)
{
    std::fprintf(stderr, "PostgreSQL for tests: %s\n", why.constData());
}

} // namespace

std::unique_ptr<PostgresServer> PostgresServer::start()
{
    std::unique_ptr<PostgresServer> server(new PostgresServer);
    if (!server->m_folder.isValid() || !server->initialise())
        return nullptr;
    // Someone else may take the free port before the server does.
    for (int attempt = 0; attempt < 5; ++attempt) {
        server->m_port = freePort();
        if (server->startAgain())
            return server;
    }
    return nullptr;
}

PostgresServer::~PostgresServer()
{
    stop();
}

bool PostgresServer::initialise()
{
    QFile password(m_folder.filePath(u"password"_s));
    if (!password.open(QIODevice::WriteOnly) || password.write(kPassword.toUtf8()) < 0)
        return false;
    password.close();
    if (const passwd *user = serverUser()) {
        for (const QString &path : {m_folder.path(), password.fileName()}) {
            if (::chown(QFile::encodeName(path).constData(), user->pw_uid, user->pw_gid) != 0)
                return false;
        }
    }
    return run(u"initdb"_s, {u"-D"_s, m_folder.filePath(u"data"_s), u"-U"_s, kUser, u"-A"_s, u"scram-sha-256"_s,
                             u"--pwfile"_s, password.fileName(), u"-E"_s, u"UTF8"_s, u"--locale"_s, u"C.UTF-8"_s, u"-N"_s});
}

bool PostgresServer::startAgain()
{
    asServerUser(m_process);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(u"server.log"_s), QIODevice::Append);
    m_process.setWorkingDirectory(m_folder.path());
    m_process.start(binary(u"postgres"_s), {u"-D"_s, m_folder.filePath(u"data"_s), u"-h"_s, u"127.0.0.1"_s, u"-p"_s,
                                            QString::number(m_port), u"-k"_s, m_folder.path(), u"-c"_s, u"fsync=off"_s,
                                            u"-c"_s, u"max_connections=50"_s});
    if (!m_process.waitForStarted())
        return false;
    for (int tries = 0; tries < 600; ++tries) {
        QFile state(m_folder.filePath(u"data/postmaster.pid"_s));
        if (state.open(QIODevice::ReadOnly) && state.readAll().split('\n').value(7).trimmed() == "ready")
            return true;
        if (m_process.waitForFinished(50) || m_process.state() == QProcess::NotRunning)
            break;
    }
    QFile log(m_folder.filePath(u"server.log"_s));
    complain(log.open(QIODevice::ReadOnly) ? log.readAll() : "no log");
    stop();
    return false;
}

void PostgresServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    ::kill(pid_t(m_process.processId()), SIGINT);
    if (!m_process.waitForFinished(15000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString PostgresServer::url(const QString &database) const
{
    return u"postgresql+psycopg://%1:%2@127.0.0.1:%3/%4"_s.arg(
        kUser, QString::fromLatin1(QUrl::toPercentEncoding(kPassword)), QString::number(m_port), database);
}

QString PostgresServer::createDatabase()
{
    const QString name = u"test_%1"_s.arg(++m_databases);
    psql(u"postgres"_s, u"CREATE DATABASE "_s + name);
    return url(name);
}

QByteArray PostgresServer::psql(const QString &database, const QString &sql) const
{
    QByteArray output;
    run(u"psql"_s, {u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_port), u"-U"_s, kUser, u"-d"_s, database,
                    u"-XAtqc"_s, sql}, &output);
    return output.trimmed();
}

bool PostgresServer::run(const QString &program, const QStringList &arguments, QByteArray *output) const
{
    QProcess process;
    asServerUser(process);
    process.setWorkingDirectory(m_folder.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PGPASSWORD"_s, kPassword);
    process.setProcessEnvironment(environment);
    process.start(binary(program), arguments);
    if (!process.waitForFinished(60000) || process.exitCode() != 0 || process.exitStatus() != QProcess::NormalExit) {
        complain(program.toUtf8() + ": " + process.readAllStandardError());
        return false;
    }
    if (output)
        *output = process.readAllStandardOutput();
    return true;
}

} // namespace signalbox::support
