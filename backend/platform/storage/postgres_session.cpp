#include "backend/platform/storage/postgres_session.h"

#include "backend/platform/storage/job.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace signalbox::storage {

namespace {

QString sentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Conflict:
        return u"the entry breaks a rule of the store"_s;
    case ErrorCode::Full:
        return u"the store has no space left"_s;
    case ErrorCode::Io:
        return u"the store cannot be read or written"_s;
    case ErrorCode::Corrupt:
        return u"the store is damaged; restore a backup"_s;
    case ErrorCode::Unavailable:
        return u"the store is not available"_s;
    case ErrorCode::Timeout:
        return u"the store took too long"_s;
    case ErrorCode::InvalidInput:
        return u"the store refuses the value"_s;
    default:
        return u"internal error"_s;
    }
}

/// libpq tells why a connection failed in words only.
Error connectError(const QString &words)
{
    const auto says = [&words](QLatin1StringView part) { return words.contains(part, Qt::CaseInsensitive); };
    const LogDetail detail(u"PostgreSQL: "_s + words.simplified());
    if (says("certificate"_L1))
        return {ErrorCode::Configuration,
                PublicText(u"the database's certificate cannot be verified: name its authority with sslrootcert in "
                           "DATABASE_URL, or set DB_SSL_REJECT_UNAUTHORIZED=false"_s),
                detail};
    if (says("authentication failed"_L1) || says("no password supplied"_L1) || says("no pg_hba.conf entry"_L1)
        || (says("role "_L1) && says("does not exist"_L1)))
        return {ErrorCode::Configuration, PublicText(u"the database refuses the user or password of DATABASE_URL"_s),
                detail};
    if (says("database "_L1) && says("does not exist"_L1))
        return {ErrorCode::Configuration, PublicText(u"the database named in DATABASE_URL does not exist"_s), detail};
    if (says("invalid connection option"_L1) || says("invalid sslmode"_L1) || says("invalid value"_L1)
        || says("server does not support SSL"_L1))
        return {ErrorCode::Configuration, PublicText(u"an option of DATABASE_URL is refused by the database"_s), detail};
    return {ErrorCode::Unavailable, PublicText(u"the database cannot be reached"_s), detail};
}

/// Connection options of the driver are separated by `;`, which it turns into spaces even inside quotes.
bool fitsDriver(const StoreUrl &url)
{
    return !url.port.contains(u';')
        && std::ranges::none_of(url.parameters, [](const auto &pair) { return pair.second.contains(u';'); });
}

} // namespace

ErrorCode postgresErrorCode(const QString &state)
{
    if (state.isEmpty() || state.startsWith("08"_L1) || state.startsWith("57P"_L1))
        return ErrorCode::Unavailable;
    if (state.startsWith("23"_L1))
        return ErrorCode::Conflict;
    if (state == "53100"_L1)
        return ErrorCode::Full;
    if (state.startsWith("53"_L1) || state == "40001"_L1 || state == "40P01"_L1 || state == "55P03"_L1)
        return ErrorCode::Unavailable;
    if (state == "57014"_L1)
        return ErrorCode::Timeout;
    if (state == "25006"_L1 || state.startsWith("58"_L1))
        return ErrorCode::Io;
    if (state.startsWith("XX00"_L1) && state != "XX000"_L1)
        return ErrorCode::Corrupt;
    return state.startsWith("22"_L1) ? ErrorCode::InvalidInput : ErrorCode::Internal;
}

PostgresSession::PostgresSession() : SqlSession(u"QPSQL"_s) { }

Result<std::unique_ptr<PostgresSession>> PostgresSession::open(const StoreUrl &url, const Options &options)
{
    if (!fitsDriver(url))
        return fail(ErrorCode::Configuration, PublicText(u"DATABASE_URL has a query value with a semicolon"_s));
    std::unique_ptr<PostgresSession> session(new PostgresSession);
    QSqlDatabase &database = session->database();
    if (!database.isDriverAvailable(u"QPSQL"_s))
        return fail(ErrorCode::Configuration, PublicText(u"the Qt PostgreSQL driver (QPSQL) is not installed"_s));

    // libpq knows whole seconds, and nothing between "for ever" and 2.
    const auto seconds = std::max<qint64>(2, std::chrono::ceil<std::chrono::seconds>(options.connectTimeout).count());
    StoreUrl rest;
    rest.dialect = Dialect::Postgres;
    rest.port = url.port;
    rest.parameters = url.parameters;
    std::vector<std::pair<QString, QString>> defaults {{u"connect_timeout"_s, QString::number(seconds)},
                                                       {u"application_name"_s, u"signalbox"_s}};
    if (!url.namesSslMode())
        defaults.emplace_back(u"sslmode"_s, options.sslMode);
    database.setConnectOptions(rest.conninfo(defaults));
    database.setHostName(url.host);
    database.setUserName(url.user);
    database.setPassword(url.password);
    database.setDatabaseName(url.database);
    if (!database.open())
        return std::unexpected(connectError(database.lastError().databaseText()));
    // libpq would print notices on stderr, which belongs to the log.
    if (const auto quiet = session->execute(u"SET client_min_messages = warning"_s, {}); !quiet)
        return std::unexpected(quiet.error());
    return session;
}

Error PostgresSession::errorFor(const QSqlError &error, const QString &sql)
{
    const QString state = error.nativeErrorCode();
    const ErrorCode code = postgresErrorCode(state);
    const bool stalePlan = state == "0A000"_L1 && error.databaseText().contains("cached plan"_L1);
    if (state.isEmpty() || state.startsWith("08"_L1) || state.startsWith("57P"_L1))
        m_verdict = Verdict::Lost;
    else if (state == "40001"_L1 || state == "40P01"_L1 || stalePlan)
        m_verdict = Verdict::Again;
    return Error {code, PublicText(sentence(code)),
                  LogDetail(u"PostgreSQL %1: %2 in: %3"_s.arg(state, error.databaseText().simplified(), sql.left(500)))};
}

Result<QVariant> PostgresSession::transact(const Work &work, bool readOnly, bool &begun)
{
    m_verdict = Verdict::Final;
    clearFailure();
    begun = false;
    if (const auto done = execute(readOnly ? u"BEGIN READ ONLY"_s : u"BEGIN"_s, {}); !done)
        return std::unexpected(done.error());
    begun = true;
    Result<QVariant> result = runGuarded(work, *this);
    // The server turns COMMIT into ROLLBACK after a failed statement, so an error that the work passed over is its result.
    if (result && failure())
        result = std::unexpected(*failure());
    if (m_verdict == Verdict::Lost)
        return std::unexpected(*failure());
    if (result) {
        if (const auto committed = execute(u"COMMIT"_s, {}); !committed)
            return std::unexpected(committed.error());
        return result;
    }
    const Verdict verdict = m_verdict;
    if (execute(u"ROLLBACK"_s, {}))
        m_verdict = verdict;
    if (verdict == Verdict::Again)
        dropStatements();
    return result;
}

} // namespace signalbox::storage
