#pragma once

#include "backend/operator/server/acts/act_journal.h"

#include <QObject>
#include <QTimer>

namespace signalbox::server {

/// Exports and then cuts the entries that are older than SIGNALBOX_AUDIT_RETENTION_DAYS. The last one that is cut
/// stays behind as the chain's anchor, and the cut is itself an entry. Belongs to the operator thread.
class AuditRetention : public QObject
{
    Q_OBJECT

public:
    /// `folder`: where the exported files go (`<data>/audit`); empty = nothing is ever cut.
    AuditRetention(storage::Database &store, ActJournal &journal, const core::Clock &clock, QString folder,
                   QObject *parent = nullptr);

    /// Looks every hour, the first time after a minute. `days`: as configured now; 0 = kept for ever.
    void start(std::function<qint64()> days);

    /// Cuts what is older than `oldest`; the number of entries. Writes the file before it deletes, in steps of at most
    /// 5,000 entries; Io when the file cannot be written, then everything stays.
    Task<Result<qint64>> cut(core::WallTime oldest);

private:
    static Task<Result<qint64>> cutStep(QPointer<AuditRetention> self, core::WallTime oldest);
    static Task<void> look(QPointer<AuditRetention> self);

    storage::Database &m_store;
    ActJournal &m_journal;
    const core::Clock &m_clock;
    QString m_folder;
    std::function<qint64()> m_days;
    QTimer m_timer;
};

} // namespace signalbox::server
