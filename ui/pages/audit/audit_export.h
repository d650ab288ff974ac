#pragma once

#include "ui/client/audit_facet.h"

#include <QThreadPool>

namespace signalbox::pages {

/// Writes the whole audit into a file as the gateway gives it, part by part: whole or not at all. The disk is written
/// by a thread of its own, so that a slow one does not hold the window up.
class AuditExport : public QObject
{
    Q_OBJECT

public:
    /// Told once: how many entries were written.
    using Done = std::function<void(Result<qint64> entries)>;

    explicit AuditExport(client::AuditFacet &audit, QObject *parent = nullptr);
    ~AuditExport() override;

    void start(const QString &path, Done done);
    /// Nothing is left of it, and nobody is told.
    void cancel();

Q_SIGNALS:
    void progressed(qint64 entries);

private:
    struct File;
    void ask();
    void take(const Result<QByteArray> &lines);
    void written(const std::shared_ptr<File> &file, bool fine, const QString &problem, bool over);
    void finish(Result<qint64> entries);

    client::AuditFacet &m_audit;
    std::shared_ptr<File> m_file;
    Done m_done;
    client::Call m_call;
    qint64 m_last = 0; ///< id of the last entry that was taken
    qint64 m_entries = 0;
    QThreadPool m_disk; ///< one thread: writes stay in order; the last member, because its jobs use the others
};

/// The id of the last entry in lines of JSON; none when it cannot be read.
std::optional<qint64> lastEntryOf(const QByteArray &lines);

} // namespace signalbox::pages
