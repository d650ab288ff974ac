#include "backend/platform/storage/sql_session.h"

#include <QSqlDriver>
#include <QSqlRecord>

#include <atomic>

using namespace Qt::StringLiterals;

namespace signalbox::storage {

namespace {

constexpr qsizetype kStatementCache = 128;

QString nextName()
{
    static std::atomic<quint64> number {0};
    return u"signalbox-"_s + QString::number(++number);
}

/// Qt binds a null QString as NULL; here text is text, and only a QVariant without value is NULL.
QVariant boundValue(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        return QString(u""_s);
    if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArray("");
    return value;
}

} // namespace

SqlSession::SqlSession(const QString &driver)
    : m_database(QSqlDatabase::addDatabase(driver, nextName())),
      m_name(m_database.connectionName()),
      m_statements(kStatementCache)
{
}

SqlSession::~SqlSession()
{
    // The connection goes first: a statement that outlives it needs no DEALLOCATE on a server that may be gone.
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

std::unexpected<Error> SqlSession::report(const QSqlError &error, const QString &sql)
{
    Error mapped = errorFor(error, sql);
    if (!m_failure)
        m_failure = mapped;
    return std::unexpected(std::move(mapped));
}

Result<QSqlQuery *> SqlSession::prepared(const QString &sql)
{
    if (QSqlQuery *known = m_statements.object(sql))
        return known;
    auto statement = std::make_unique<QSqlQuery>(m_database);
    statement->setForwardOnly(dialect() == Dialect::Sqlite);
    if (!statement->prepare(sql))
        return report(statement->lastError(), sql);
    m_statements.insert(sql, statement.release());
    return m_statements.object(sql);
}

Result<QSqlQuery *> SqlSession::run(const QString &sql, const std::vector<QVariant> &values)
{
    if (values.empty() && !preparesAll()) {
        m_direct = std::make_unique<QSqlQuery>(m_database);
        if (!m_direct->exec(sql))
            return report(m_direct->lastError(), sql);
        return m_direct.get();
    }
    const auto statement = prepared(sql);
    if (!statement)
        return statement;
    for (std::size_t i = 0; i < values.size(); ++i)
        (*statement)->bindValue(int(i), boundValue(values[i]));
    if (!(*statement)->exec()) {
        const QSqlError error = (*statement)->lastError();
        (*statement)->finish();
        return report(error, sql);
    }
    return statement;
}

Result<qint64> SqlSession::execute(const QString &sql, const std::vector<QVariant> &values)
{
    const auto statement = run(sql, values);
    if (!statement)
        return std::unexpected(statement.error());
    const qint64 changed = std::max(0, (*statement)->numRowsAffected());
    (*statement)->finish();
    return changed;
}

Result<Rows> SqlSession::query(const QString &sql, const std::vector<QVariant> &values)
{
    const auto statement = run(sql, values);
    if (!statement)
        return std::unexpected(statement.error());
    Rows rows;
    const int columns = (*statement)->record().count();
    while ((*statement)->next()) {
        Row row;
        row.reserve(std::size_t(columns));
        for (int column = 0; column < columns; ++column)
            row.push_back((*statement)->isNull(column) ? QVariant() : (*statement)->value(column));
        rows.push_back(std::move(row));
    }
    const QSqlError error = (*statement)->lastError();
    (*statement)->finish();
    if (error.type() != QSqlError::NoError)
        return report(error, sql);
    return rows;
}

} // namespace signalbox::storage
