#include "backend/operator/server/acts/audit_retention.h"

#include "backend/operator/server/acts/audit_store.h"
#include "backend/platform/core/sleep.h"
#include "backend/platform/log/log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>

#include <cstdio>
#include <unistd.h>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostAtOnce = 5'000;

Error unwritable(const QFile &file)
{
    return {ErrorCode::Io, PublicText(u"the audit cannot be exported, so nothing is cut"_s),
            LogDetail(file.fileName() + u": "_s + file.errorString())};
}

/// On disk under its final name, or not at all.
Result<void> finish(QFile &file, const QString &path)
{
    const bool synced = file.flush() && ::fsync(file.handle()) == 0;
    file.close();
    if (synced && std::rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData()) == 0)
        return {};
    return std::unexpected(unwritable(file));
}

/// Writes the entries behind the anchor up to `last` into the folder; the file's path.
Task<Result<QString>> exportUpTo(storage::Database *store, AuditHead head, qint64 last, QString folder)
{
    const QString path = folder + u"/audit_%1_%2.jsonl"_s.arg(head.anchorId + 1).arg(last);
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QFile::remove(path + u".new"_s);
    QFile file(path + u".new"_s);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        co_return std::unexpected(unwritable(file));
    QString previous = head.anchorHash;
    qint64 position = head.anchorId;
    while (position < last) {
        const auto chunk = co_await AuditStore(*store).after(position, int(std::min<qint64>(kAuditChunk, last - position)));
        if (!chunk)
            co_return std::unexpected(chunk.error());
        if (chunk->empty())
            break;
        for (const protocol::AuditEntry &entry : *chunk) {
            const QByteArray line = auditLine(entry, previous) + '\n';
            if (file.write(line) != line.size())
                co_return std::unexpected(unwritable(file));
            previous = entry.hash;
        }
        position = chunk->back().id.toLongLong();
        co_await core::sleepFor(core::milliseconds(0));
    }
    if (const auto done = finish(file, path); !done)
        co_return std::unexpected(done.error());
    co_return path;
}

/// Deletes up to `last` when the chain still begins where the export began.
ActJournal::Change cutChange(qint64 anchorId, qint64 last, QString file)
{
    return [anchorId, last, file = std::move(file)](storage::Connection &connection) -> Result<ActEffect> {
        auto head = readAuditHead(connection);
        if (!head)
            return std::unexpected(head.error());
        if (head->anchorId != anchorId)
            return fail(ErrorCode::Conflict, PublicText(u"the audit was cut by another gateway"_s));
        if (const auto cut = cutAudit(connection, *head, last); !cut)
            return std::unexpected(cut.error());
        return ActEffect {.target = u"%1..%2"_s.arg(anchorId + 1).arg(last), .after = u"exported to "_s + QFileInfo(file).fileName()};
    };
}

/// The head and the newest entry that may go.
struct Cuttable
{
    AuditHead head;
    qint64 last = 0;
};

storage::Work cuttableWork(std::shared_ptr<Cuttable> found, core::WallTime oldest)
{
    return [found = std::move(found), oldest](storage::Connection &connection) -> Result<QVariant> {
        const auto head = readAuditHead(connection);
        const auto last = head ? lastAuditBefore(connection, oldest) : std::unexpected(head.error());
        if (!last)
            return std::unexpected(last.error());
        *found = {*head, std::min(*last, head->anchorId + kMostAtOnce)};
        return QVariant();
    };
}

} // namespace

AuditRetention::AuditRetention(storage::Database &store, ActJournal &journal, const core::Clock &clock, QString folder,
                               QObject *parent)
    : QObject(parent), m_store(store), m_journal(journal), m_clock(clock), m_folder(std::move(folder))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { look(this); });
}

void AuditRetention::start(std::function<qint64()> days)
{
    m_days = std::move(days);
    m_timer.start(std::chrono::minutes(1));
}

Task<void> AuditRetention::look(QPointer<AuditRetention> self)
{
    const qint64 days = self->m_folder.isEmpty() ? 0 : self->m_days();
    if (days > 0) {
        const auto cut = co_await self->cut(self->m_clock.wall() - std::chrono::days(days));
        if (!cut)
            log::warn("operator", u"audit.retention"_s,
                      {{"problem", cut.error().text.text()}, {"detail", cut.error().detail.text()}});
    }
    if (self)
        self->m_timer.start(std::chrono::hours(1));
}

Task<Result<qint64>> AuditRetention::cut(core::WallTime oldest)
{
    return cutStep(this, oldest);
}

Task<Result<qint64>> AuditRetention::cutStep(QPointer<AuditRetention> self, core::WallTime oldest)
{
    qint64 all = 0;
    while (self) {
        const auto found = std::make_shared<Cuttable>();
        const auto read = co_await self->m_store.read(cuttableWork(found, oldest));
        if (!read)
            co_return std::unexpected(read.error());
        const qint64 count = found->last - found->head.anchorId;
        if (count <= 0 || !self)
            break;
        const auto file = co_await exportUpTo(&self->m_store, found->head, found->last, self->m_folder);
        if (!file)
            co_return std::unexpected(file.error());
        if (!self)
            break;
        const auto done = co_await self->m_journal.commit(
            {.actor = u"gateway"_s, .role = {}, .address = {}, .name = u"audit.cut"_s,
             .reason = u"SIGNALBOX_AUDIT_RETENTION_DAYS"_s},
            cutChange(found->head.anchorId, found->last, *file));
        if (!done)
            co_return std::unexpected(done.error());
        all += count;
    }
    co_return all;
}

} // namespace signalbox::server
