#include "ui/pages/audit/audit_export.h"

#include "backend/platform/core/json_parse.h"

#include <QSaveFile>

#include <utility>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

/// Used by the disk's thread alone once it is made.
struct AuditExport::File
{
    explicit File(const QString &path)
        : file(path)
    {
    }

    /// An export has names and addresses in it: for nobody else's eyes.
    bool open()
    {
        return file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }

    QSaveFile file;
    bool isOpen = false;
};

AuditExport::AuditExport(client::AuditFacet &audit, QObject *parent)
    : QObject(parent)
    , m_audit(audit)
{
    m_disk.setMaxThreadCount(1);
}

AuditExport::~AuditExport()
{
    cancel();
}

void AuditExport::start(const QString &path, Done done)
{
    cancel();
    m_file = std::make_shared<File>(path);
    m_done = std::move(done);
    m_last = 0;
    m_entries = 0;
    ask();
}

void AuditExport::cancel()
{
    m_file.reset();
    m_done = {};
    m_call.cancel();
}

void AuditExport::ask()
{
    m_call = m_audit.lines(this, m_last, [this, file = m_file](const Result<QByteArray> &lines) {
        if (file == m_file && m_file)
            take(lines);
    });
}

/// Writes what came, then asks for more; the last part, an empty one, ends it.
void AuditExport::take(const Result<QByteArray> &lines)
{
    if (!lines)
        return finish(std::unexpected(lines.error()));
    const bool over = lines->isEmpty();
    const std::optional<qint64> last = over ? m_last : lastEntryOf(*lines);
    if (!last || (!over && *last <= m_last))
        return finish(fail(ErrorCode::Upstream, PublicText()));
    m_last = *last;
    m_entries += lines->count('\n');
    // The pool, a member, ends its work before this object goes: the job may use it.
    m_disk.start([this, file = m_file, part = *lines, over] {
        file->isOpen = file->isOpen || file->open();
        const bool fine = file->isOpen && file->file.write(part) == part.size() && (!over || file->file.commit());
        const QString problem = fine ? QString() : file->file.errorString();
        QMetaObject::invokeMethod(
            this, [this, file, fine, problem, over] { written(file, fine, problem, over); }, Qt::QueuedConnection);
    });
}

void AuditExport::written(const std::shared_ptr<File> &file, bool fine, const QString &problem, bool over)
{
    if (file != m_file || !m_file)
        return;
    if (!fine)
        return finish(fail(ErrorCode::Io, PublicText(problem)));
    Q_EMIT progressed(m_entries);
    if (over)
        finish(m_entries);
    else
        ask();
}

void AuditExport::finish(Result<qint64> entries)
{
    const Done done = std::exchange(m_done, {});
    m_file.reset();
    if (done)
        done(std::move(entries));
}

std::optional<qint64> lastEntryOf(const QByteArray &lines)
{
    const QByteArray whole = lines.trimmed();
    const Result<QJsonObject> entry = core::parseJsonObject(whole.sliced(whole.lastIndexOf('\n') + 1));
    bool isNumber = false;
    const qint64 id = entry ? entry->value("id"_L1).toString().toLongLong(&isNumber) : 0;
    return isNumber ? std::optional(id) : std::nullopt;
}

} // namespace signalbox::pages
