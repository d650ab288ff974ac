#include "backend/platform/storage/postgres_tools.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace signalbox::storage {

namespace {

/// Drops what is ours and leaves what extensions own. CASCADE takes dependants along, hence IF EXISTS and all names
/// first.
constexpr const char *kClear = R"sql(
DO $clear$
DECLARE
    commands text[];
    command text;
BEGIN
    SELECT array_agg(found.command) INTO commands FROM (
        SELECT format('DROP %s IF EXISTS %s CASCADE',
                      CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                                     ELSE 'TABLE' END, c.oid::regclass) AS command
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e', 'i'))
        UNION ALL
        SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
        FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
        UNION ALL
        SELECT format('DROP TYPE IF EXISTS %s CASCADE', t.oid::regtype)
        FROM pg_type t
        WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd')
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
    ) found;
    FOREACH command IN ARRAY coalesce(commands, '{}') LOOP
        EXECUTE command;
    END LOOP;
END
$clear$;
)sql";

QString program(const QString &name)
{
    QString found = QStandardPaths::findExecutable(name);
    if (!found.isEmpty())
        return found;
    const QDir versions(u"/usr/lib/postgresql"_s);
    QStringList folders;
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
        folders += versions.filePath(version + u"/bin"_s);
    return QStandardPaths::findExecutable(name, folders);
}

Result<void> run(const QString &name, const QStringList &arguments, const StoreUrl &url)
{
    const QString path = program(name);
    if (path.isEmpty())
        return fail(ErrorCode::Configuration, PublicText(name + u" is not installed (package postgresql-client)"_s));
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!url.password.isEmpty())
        environment.insert(u"PGPASSWORD"_s, url.password);
    environment.insert(u"LC_ALL"_s, u"C"_s);
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(path, arguments);
    const bool done = process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit;
    if (done && process.exitCode() == 0)
        return {};
    const QString words = QString::fromUtf8(process.readAllStandardError()).simplified().left(2000);
    const bool full = words.contains("No space left"_L1);
    return fail(full ? ErrorCode::Full : ErrorCode::Io,
                PublicText(full ? u"no space left"_s : name + u" failed; its words are in the log"_s), LogDetail(words));
}

QString conninfo(const StoreUrl &url, const QString &sslMode)
{
    return url.conninfo({{u"sslmode"_s, sslMode}, {u"application_name"_s, u"signalbox-backup"_s}});
}

} // namespace

Result<void> dumpPostgres(const StoreUrl &url, const QString &sslMode, const QString &file)
{
    return run(u"pg_dump"_s, {u"-Fc"_s, u"--no-password"_s, u"--exclude-table-data=signalbox_secrets"_s, u"--file"_s,
                             file, u"--dbname"_s, conninfo(url, sslMode)}, url);
}

Result<void> loadPostgres(const StoreUrl &url, const QString &sslMode, const QString &dump, const QString &scratchFolder)
{
    const QDir scratch(scratchFolder);
    QFile clear(scratch.filePath(u"clear.sql"_s));
    if (!clear.open(QIODevice::WriteOnly) || clear.write(kClear) < 0 || !clear.flush())
        return fail(ErrorCode::Io, PublicText(u"the restore's folder cannot be written"_s), LogDetail(clear.errorString()));
    const QString script = scratch.filePath(u"load.sql"_s);
    const auto made = run(
        u"pg_restore"_s, {u"--no-owner"_s, u"--no-privileges"_s, u"--no-comments"_s, u"--file"_s, script, dump}, url);
    if (!made)
        return made;
    return run(u"psql"_s,
               {u"-X"_s, u"-q"_s, u"--no-password"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"--single-transaction"_s,
                u"--file"_s, clear.fileName(), u"--file"_s, script, u"--dbname"_s, conninfo(url, sslMode)},
               url);
}

} // namespace signalbox::storage
