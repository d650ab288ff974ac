#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "app/server/configuration.h"
#include "app/server/ops_client.h"
#include "app/server/run_gateway.h"
#include "app/server/shell_act.h"
#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/acts/audit_store.h"

#include <QFile>
#include <QJsonArray>

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

/// The chain is broken: a verdict, not a failure of the tool (contract soak-and-probe 1.1).
constexpr int kExitBroken = 4;
constexpr int kDefaultRows = 50;

using Verb = int (*)(const bootstrap::Arguments &, storage::Database &);

int onStore(const bootstrap::Arguments &arguments, Verb verb)
{
    const auto command = openStoreCommand(arguments);
    if (!command)
        return command.error();
    const auto store = openActStore(*command);
    return store ? verb(arguments, **store) : store.error();
}

int usage(const QString &problem)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(problem));
    return bootstrap::kExitUsage;
}

void print(const protocol::AuditVerdict &verdict, bool json)
{
    if (json)
        printJson(protocol::toJson(verdict));
    else if (verdict.ok)
        std::printf("ok: %lld entries, head %s\n", static_cast<long long>(verdict.entries),
                    qUtf8Printable(verdict.head.isEmpty() ? u"-"_s : verdict.head));
    else
        std::printf("broken: %s\n", qUtf8Printable(verdict.problem));
}

int verify(const bootstrap::Arguments &arguments, storage::Database &store)
{
    QFile file(arguments.value(u"export"_s));
    const bool wanted = arguments.has(u"export"_s);
    // A person's export of names and addresses: for nobody else's eyes, and never over a file that is there.
    if (wanted && !file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return usage(u"%1 cannot be made: %2"_s.arg(file.fileName(), file.errorString()));
    bool isWritten = true;
    const auto write = [&](const protocol::AuditEntry &entry, const QString &previous) {
        if (!wanted)
            return;
        const QByteArray line = server::auditLine(entry, previous) + '\n';
        isWritten = isWritten && file.write(line) == line.size();
    };
    const auto verdict = server::AuditStore(store).verifyNow(core::systemClock().wall(), write);
    if (!verdict) {
        printFailure(verdict.error());
        return bootstrap::kExitFailure;
    }
    print(*verdict, arguments.has(u"json"_s));
    if (wanted && (!isWritten || !file.flush())) {
        std::fprintf(stderr, "the export is not whole: %s\n", qUtf8Printable(file.errorString()));
        return bootstrap::kExitFailure;
    }
    return verdict->ok ? bootstrap::kExitDone : kExitBroken;
}

int auditVerify(const bootstrap::Arguments &arguments)
{
    return onStore(arguments, verify);
}

void printEntry(const protocol::AuditEntry &entry)
{
    std::printf("%s %s %s %s %s %s %s\n", qUtf8Printable(column(entry.id, 6)), core::isoUtc(entry.at).constData(),
                qUtf8Printable(column(protocol::wordOf(entry.outcome), 7)), qUtf8Printable(column(entry.actor, 16)),
                qUtf8Printable(column(entry.act, 34)), qUtf8Printable(column(entry.target, 24)),
                qUtf8Printable(entry.reason.isEmpty() ? entry.after : entry.reason));
}

/// The newest `limit` entries that the filter lets through.
Result<std::vector<protocol::AuditEntry>> newest(storage::Database &store, const protocol::Filter &filter, size_t limit)
{
    std::vector<protocol::AuditEntry> found;
    qint64 position = std::numeric_limits<qint64>::max();
    while (found.size() < limit) {
        std::vector<protocol::AuditEntry> chunk;
        const auto read = store.readNow([&](storage::Connection &connection) -> Result<QVariant> {
            auto some = server::auditBefore(connection, position, server::kAuditChunk);
            if (!some)
                return std::unexpected(some.error());
            chunk = std::move(*some);
            return QVariant();
        });
        if (!read)
            return std::unexpected(read.error());
        if (chunk.empty())
            break;
        position = chunk.back().id.toLongLong();
        for (protocol::AuditEntry &entry : chunk) {
            if (found.size() < limit
                && filter.matches([&](qsizetype field) { return protocol::auditValue(entry, field); }))
                found.push_back(std::move(entry));
        }
    }
    return found;
}

int list(const bootstrap::Arguments &arguments, storage::Database &store)
{
    const auto filter = protocol::Filter::parse(arguments.value(u"filter"_s), protocol::auditFields());
    const qint64 limit = arguments.value(u"limit"_s, QString::number(kDefaultRows)).toLongLong();
    const auto entries = newest(store, *filter, size_t(limit));
    if (!entries) {
        printFailure(entries.error());
        return bootstrap::kExitFailure;
    }
    QJsonArray items;
    for (const protocol::AuditEntry &entry : *entries) {
        if (arguments.has(u"json"_s))
            items.append(protocol::toJson(entry));
        else
            printEntry(entry);
    }
    if (arguments.has(u"json"_s))
        printJson({{"items"_L1, items}});
    return bootstrap::kExitDone;
}

int auditList(const bootstrap::Arguments &arguments)
{
    bool isNumber = false;
    const qint64 limit = arguments.value(u"limit"_s, QString::number(kDefaultRows)).toLongLong(&isNumber);
    if (!isNumber || limit < 1 || limit > 1'000'000)
        return usage(u"--limit must be 1 to 1000000"_s);
    const auto filter = protocol::Filter::parse(arguments.value(u"filter"_s), protocol::auditFields());
    if (!filter)
        return usage(u"--filter: %1 (at character %2)"_s.arg(filter.error().message).arg(filter.error().position + 1));
    return onStore(arguments, list);
}

} // namespace

bootstrap::Command auditVerifyCommand()
{
    return {.name = u"audit verify"_s,
            .help = u"Check the audit's chain of hashes on the store, served or not; exit 4 when it is broken."_s,
            .options = configurationOptions(false)
                + QList<QCommandLineOption> {
                    {u"export"_s, u"Write the entries into FILE as JSON lines; it must not exist."_s, u"FILE"_s},
                    {u"json"_s, u"Print JSON."_s}},
            .run = auditVerify};
}

bootstrap::Command auditListCommand()
{
    return {.name = u"audit list"_s,
            .help = u"Print the newest entries of the audit."_s,
            .options = configurationOptions(false)
                + QList<QCommandLineOption> {
                    {u"filter"_s, u"The filter language: outcome:refused actor:rosa"_s, u"FILTER"_s},
                    {u"limit"_s, u"How many entries; 50 by default."_s, u"N"_s},
                    {u"json"_s, u"Print JSON."_s}},
            .run = auditList};
}

} // namespace signalbox::daemon
