#pragma once

#include "backend/platform/storage/database.h"

#include <QCache>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace signalbox::storage {

/// One Qt Sql connection with a bounded cache of prepared statements; the part that both dialects share. Used and
/// destroyed on the thread that made it.
class SqlSession : public Connection
{
public:
    ~SqlSession() override;
    Q_DISABLE_COPY_MOVE(SqlSession)

    Result<qint64> execute(const QString &sql, const std::vector<QVariant> &values) override;
    Result<Rows> query(const QString &sql, const std::vector<QVariant> &values) override;

    /// The first error since clearFailure(); empty when there was none.
    const std::optional<Error> &failure() const { return m_failure; }
    void clearFailure() { m_failure.reset(); }

protected:
    explicit SqlSession(const QString &driver);

    QSqlDatabase &database() { return m_database; }
    void dropStatements() { m_statements.clear(); }

    /// Maps the driver's error; `sql` is for the log detail.
    virtual Error errorFor(const QSqlError &error, const QString &sql) = 0;
    /// Whether a statement without values is prepared and kept, too.
    virtual bool preparesAll() const = 0;

private:
    Result<QSqlQuery *> run(const QString &sql, const std::vector<QVariant> &values);
    Result<QSqlQuery *> prepared(const QString &sql);
    std::unexpected<Error> report(const QSqlError &error, const QString &sql);

    QSqlDatabase m_database;
    QString m_name;
    QCache<QString, QSqlQuery> m_statements;
    std::unique_ptr<QSqlQuery> m_direct;
    std::optional<Error> m_failure;
};

} // namespace signalbox::storage
