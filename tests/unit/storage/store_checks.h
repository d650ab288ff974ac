#pragma once

#include "backend/platform/storage/database.h"

/// What every store must do, whichever dialect: run by the unit test on SQLite and by the peer test on a real
/// PostgreSQL server. Each function uses Qt Test's checks.
namespace signalbox::storage::checks {

/// A work of one statement.
Work statement(const QString &sql, const std::vector<QVariant> &values = {});

/// A work of one query; its value is the first column of the first row.
Work scalar(const QString &sql, const std::vector<QVariant> &values = {});

/// Makes the table `entry(id INTEGER PRIMARY KEY, text TEXT NOT NULL)` anew.
void makeTable(Database &store);

void valuesComeBackAsTheyWere(Database &store);
void answersArriveOnTheCallingThread(Database &store);
void aFailingWorkUndoesOnlyItself(Database &store);
void readsCannotWrite(Database &store);
void theQueueIsBounded(Database &store, int threads);
void readersSeeWholeTransactions(Database &store);

} // namespace signalbox::storage::checks
