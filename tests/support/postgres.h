#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace signalbox::support {

/// A private PostgreSQL server on a free loopback port with a data folder of its own, stopped and removed with the
/// object. Needs PostgreSQL 15 or newer installed (any server that already runs is left alone); started by root it
/// runs as `postgres` or `nobody`, for the server refuses root. It also ends when the test's main thread does.
///
///     const auto server = support::PostgresServer::start();
///     QVERIFY2(server, "PostgreSQL did not start");
///     const auto store = storage::Database::open({.url = server->createDatabase()});
class PostgresServer
{
public:
    /// Null when it could not be started; the reason is on stderr. Takes about a second.
    static std::unique_ptr<PostgresServer> start();
    ~PostgresServer();
    Q_DISABLE_COPY_MOVE(PostgresServer)

    /// A new empty database; its URL. The user is a superuser, login by password, percent-encoded in the URL.
    QString createDatabase();

    /// As createDatabase(), for a database that exists already (`postgres` always does).
    QString url(const QString &database) const;

    /// Runs one statement with psql in a database; what it printed, without headers.
    QByteArray psql(const QString &database, const QString &sql) const;

    /// Fast shutdown, waits for it.
    void stop();
    /// Again on the same port with the same data.
    bool startAgain();

    quint16 port() const { return m_port; }

private:
    PostgresServer() = default;
    bool initialise();
    bool run(const QString &program, const QStringList &arguments, QByteArray *output = nullptr) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    int m_databases = 0;
};

} // namespace signalbox::support
