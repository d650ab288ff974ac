#include "backend/platform/storage/sqlite_session.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDriver>

#include <sqlite3.h>

#include <sys/statvfs.h>

using namespace Qt::StringLiterals;

namespace signalbox::storage {

namespace {

/// Larger files are checked by reading only: a full check would delay the start by more than about 0.1 s.
constexpr qint64 kCheckedSize = 16 * 1024 * 1024;

constexpr int kWalTries = 250;
constexpr std::chrono::milliseconds kWalPause {20};

QString sentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Conflict:
        return u"the entry breaks a rule of the store"_s;
    case ErrorCode::Full:
        return u"the store has no space left"_s;
    case ErrorCode::Io:
        return u"the store cannot be read or written; check the disk and the folder's permissions"_s;
    case ErrorCode::Corrupt:
        return u"the store is damaged; restore a backup"_s;
    case ErrorCode::Unavailable:
        return u"the store is busy"_s;
    case ErrorCode::TooLarge:
        return u"the entry is too large for the store"_s;
    default:
        return u"internal error"_s;
    }
}

/// Without a path: texts may be shown to a client. The path is in the detail.
std::unexpected<Error> cannotWrite(const QString &path, const QString &why)
{
    struct statvfs disk {};
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    if (::statvfs(folder.constData(), &disk) == 0 && (disk.f_flag & ST_RDONLY) == 0 && disk.f_bavail == 0)
        return fail(ErrorCode::Full, PublicText(sentence(ErrorCode::Full)), LogDetail(path + u": "_s + why));
    return fail(ErrorCode::Io, PublicText(u"the store's folder or file is read-only or cannot be created"_s),
                LogDetail(path + u": "_s + why));
}

} // namespace

ErrorCode sqliteErrorCode(int extended)
{
    if (extended == SQLITE_IOERR_SHMSIZE)
        return ErrorCode::Full;
    switch (extended & 0xff) {
    case SQLITE_CONSTRAINT:
        return ErrorCode::Conflict;
    case SQLITE_FULL:
        return ErrorCode::Full;
    case SQLITE_READONLY:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return ErrorCode::Io;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Unavailable;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::Corrupt;
    case SQLITE_TOOBIG:
        return ErrorCode::TooLarge;
    default:
        return ErrorCode::Internal;
    }
}

Result<void> prepareStoreFile(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
    if (!QDir(folder).exists()) {
        if (!QDir().mkpath(folder))
            return cannotWrite(path, u"the folder cannot be made"_s);
        QFile::setPermissions(folder, kOwnerOnly | QFile::ExeOwner);
    }
    if (QFileInfo::exists(path)) {
        if (QFileInfo(path).isDir())
            return cannotWrite(path, u"it is a folder"_s);
        QFile::setPermissions(path, kOwnerOnly);
        return {};
    }
    QFile file(path);
    if (!file.open(QIODevice::NewOnly | QIODevice::WriteOnly, kOwnerOnly) && !QFileInfo::exists(path))
        return cannotWrite(path, file.errorString());
    return {};
}

SqliteSession::SqliteSession() : SqlSession(u"QSQLITE"_s) { }

Result<std::unique_ptr<SqliteSession>> SqliteSession::open(const QString &path, Mode mode)
{
    const bool memory = path.isEmpty();
    if (!memory && mode == Mode::Write) {
        if (const auto prepared = prepareStoreFile(path); !prepared)
            return std::unexpected(prepared.error());
    }
    if (!memory && !QFileInfo(path).isFile())
        return fail(ErrorCode::Io, PublicText(u"the store's file is missing"_s), LogDetail(path));

    std::unique_ptr<SqliteSession> session(new SqliteSession);
    session->database().setDatabaseName(memory ? u":memory:"_s : path);
    if (!session->database().isDriverAvailable(u"QSQLITE"_s))
        return fail(ErrorCode::Configuration, PublicText(u"the Qt SQLite driver (QSQLITE) is not installed"_s));
    if (!session->database().open())
        return std::unexpected(session->errorFor(session->database().lastError(), u"open "_s + path));
    if (const auto configured = session->configure(mode, memory ? 0 : QFileInfo(path).size()); !configured) {
        if (mode == Mode::Write && configured.error().code == ErrorCode::Io)
            return cannotWrite(path, configured.error().detail.text());
        return std::unexpected(configured.error());
    }
    return session;
}

Result<void> SqliteSession::configure(Mode mode, qint64 fileSize)
{
    QStringList pragmas {u"PRAGMA busy_timeout = 5000"_s};
    if (mode == Mode::Write) {
        // What a batch may have to take back of one work stays in memory: it is dropped with each of them.
        pragmas << u"PRAGMA journal_mode = WAL"_s << u"PRAGMA synchronous = FULL"_s
                << u"PRAGMA journal_size_limit = 67108864"_s << u"PRAGMA temp_store = MEMORY"_s;
    }
    pragmas << u"PRAGMA foreign_keys = ON"_s << u"PRAGMA cache_size = -8192"_s;
    if (mode == Mode::Read)
        pragmas << u"PRAGMA query_only = ON"_s;
    for (const QString &pragma : std::as_const(pragmas)) {
        auto rows = query(pragma, {});
        // The change to WAL does not wait for another process that does the same at this moment.
        for (int tries = 0; !rows && rows.error().code == ErrorCode::Unavailable && tries < kWalTries; ++tries) {
            sqlite3_sleep(int(kWalPause.count()));
            rows = query(pragma, {});
        }
        if (!rows)
            return std::unexpected(rows.error());
    }
    if (mode == Mode::Write) {
        // Taking the write lock once shows a read-only file or folder now instead of at the first entry.
        for (const QString &sql : {u"BEGIN IMMEDIATE"_s, u"COMMIT"_s}) {
            if (const auto done = run(sql); !done)
                return done;
        }
    }
    if (mode != Mode::Read && fileSize <= kCheckedSize) {
        const auto check = query(u"PRAGMA quick_check(1)"_s, {});
        if (!check)
            return std::unexpected(check.error());
        if (check->empty() || check->front().front().toString() != "ok"_L1)
            return fail(ErrorCode::Corrupt, PublicText(sentence(ErrorCode::Corrupt)));
    }
    const auto tables = query(u"SELECT count(*) FROM sqlite_master"_s, {});
    return tables ? Result<void>() : std::unexpected(tables.error());
}

Result<void> SqliteSession::run(const QString &sql, const std::vector<QVariant> &values)
{
    const auto done = execute(sql, values);
    return done ? Result<void>() : std::unexpected(done.error());
}

bool SqliteSession::isInTransaction()
{
    const QVariant handle = database().driver()->handle();
    return sqlite3_get_autocommit(*static_cast<sqlite3 *const *>(handle.constData())) == 0;
}

Error SqliteSession::errorFor(const QSqlError &error, const QString &sql)
{
    const ErrorCode code = sqliteErrorCode(error.nativeErrorCode().toInt());
    return Error {code, PublicText(sentence(code)),
                  LogDetail(u"SQLite %1: %2 in: %3"_s.arg(error.nativeErrorCode(), error.databaseText(), sql.left(500)))};
}

} // namespace signalbox::storage
