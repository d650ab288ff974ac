#pragma once

#include "backend/platform/storage/database.h"

#include <QString>

#include <utility>
#include <vector>

namespace signalbox::storage {

/// What a `DATABASE_URL` says (contract platform 8.1).
struct StoreUrl
{
    Dialect dialect = Dialect::Sqlite;

    /// SQLite: the absolute path; empty for `sqlite::memory:`.
    QString path;

    /// PostgreSQL, percent-decoded.
    QString host;
    QString port;
    QString user;
    QString password;
    QString database;
    /// The URL's query in its order, as libpq keywords.
    std::vector<std::pair<QString, QString>> parameters;

    bool isMemory() const { return dialect == Dialect::Sqlite && path.isEmpty(); }
    bool namesSslMode() const;

    /// libpq's connection string without the password, for the PostgreSQL tools; `extra` keywords come first, so that
    /// the URL's own win.
    QString conninfo(const std::vector<std::pair<QString, QString>> &extra = {}) const;
};

/// Reads `postgresql://`, `postgres://`, `postgresql+driver://`, `sqlite:path` and `sqlite::memory:`. A relative SQLite
/// path is under `dataDir`; `sqlite:///a` and `sqlite:////a` are `/a`. Configuration for anything else; the text never
/// repeats the URL, which may hold a password.
Result<StoreUrl> parseUrl(const QString &url, const QString &dataDir = {});

/// The value of `sslmode` for `DB_SSL` and `DB_SSL_REJECT_UNAUTHORIZED`; empty leaves libpq's default.
QString sslModeFor(bool ssl, bool rejectUnauthorized);

} // namespace signalbox::storage
