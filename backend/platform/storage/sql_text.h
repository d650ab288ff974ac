#pragma once

#include "backend/platform/storage/database.h"

#include <QString>
#include <QStringList>

namespace signalbox::storage {

/// The statements of a migration file, without the separating semicolons and without those that are only comments.
/// Respects quotes, comments, PostgreSQL's dollar quotes and nested comments, and SQLite's triggers.
QStringList splitStatements(const QString &sql, Dialect dialect);

} // namespace signalbox::storage
