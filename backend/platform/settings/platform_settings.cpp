#include "backend/platform/settings/platform_settings.h"

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

void addListeners(Catalogue &out)
{
    const QByteArray group = "listeners";
    const auto add = [&out, &group](Definition definition) {
        definition.service = "platform";
        definition.group = group;
        definition.apply = Apply::Restart;
        out.push_back(std::move(definition));
    };
    add({.key = "SIGNALBOX_SERVICES", .help = u"Comma list of services, or auto."_s});
    add({.key = "HOST",
         .defaultText = u"127.0.0.1"_s,
         .help = u"Address of the shared listener: an IP literal or localhost."_s,
         .danger = u"An outside address shows every configured service to the network."_s});
    add({.key = "BIND_ADDR", .help = u"Read when HOST is unset."_s});
    add({.key = "PORT",
         .type = Type::Integer,
         .defaultText = u"3000"_s,
         .help
         = u"Port of the shared listener, 0 = any free one; with only engineering named 8000, only approvals 8080."_s,
         .minimum = 0,
         .maximum = 65535});
    add({.key = "SIGNALBOX_LISTEN",
         .help = u"More listeners: addr:port=service[,service…] separated by semicolons."_s});
    add({.key = "SIGNALBOX_TLS_CERT",
         .type = Type::Path,
         .help = u"PEM certificate chain of the service listeners."_s});
    add({.key = "SIGNALBOX_TLS_KEY", .type = Type::Path, .help = u"PEM private key of the service listeners."_s});
    add({.key = "SIGNALBOX_OPS_LISTEN",
         .defaultText = u"127.0.0.1:0"_s,
         .help = u"Address of the operator listener."_s,
         .danger = u"Off loopback it needs TLS."_s});
    add({.key = "SIGNALBOX_OPS_TLS_CERT",
         .type = Type::Path,
         .help = u"PEM certificate chain of the operator listener."_s});
    add({.key = "SIGNALBOX_OPS_TLS_KEY", .type = Type::Path, .help = u"PEM private key of the operator listener."_s});
    add({.key = "SIGNALBOX_OPS_INSECURE",
         .type = Type::Boolean,
         .defaultText = u"false"_s,
         .help = u"Lets the operator listener leave loopback without TLS."_s,
         .danger = u"Operator tokens travel in clear text."_s});
}

void addProcess(Catalogue &out)
{
    const auto add = [&out](Definition definition) {
        definition.service = "platform";
        definition.group = "process";
        out.push_back(std::move(definition));
    };
    add({.key = "SIGNALBOX_DATA_DIR",
         .type = Type::Path,
         .help = u"Local store and operator files."_s,
         .apply = Apply::Restart,
         .fixed = u"the revisions themselves are kept there"_s});
    add({.key = "SIGNALBOX_WORKERS",
         .type = Type::Integer,
         .help = u"Worker threads; unset = number of cores."_s,
         .minimum = 1,
         .maximum = 64,
         .apply = Apply::Restart});
    add({.key = "SIGNALBOX_DRAIN_SECONDS",
         .type = Type::Integer,
         .defaultText = u"25"_s,
         .help = u"Longest wait for running requests at the end."_s,
         .unit = "s",
         .minimum = 0,
         .maximum = 3600});
    add({.key = "SIGNALBOX_ALLOW_CORE",
         .type = Type::Boolean,
         .defaultText = u"false"_s,
         .help = u"Leaves the core file limit as it is."_s,
         .apply = Apply::Restart,
         .danger = u"A core file holds secrets and requests."_s,
         .fixed = u"it counts before the store with the revisions is opened"_s});
}

void addHttpLimits(Catalogue &out)
{
    const auto add = [&out](QByteArray key, const QString &standard, double low, double high, QByteArray unit,
                            const QString &help) {
        out.push_back({.key = std::move(key),
                       .service = "platform",
                       .group = "http limits",
                       .type = Type::Integer,
                       .defaultText = standard,
                       .help = help,
                       .unit = std::move(unit),
                       .minimum = low,
                       .maximum = high,
                       .apply = Apply::Restart});
    };
    add("SIGNALBOX_MAX_BODY_MEMORY", u"268435456"_s, 1048576, 1e12, "bytes",
        u"All request bodies in memory together."_s);
    add("SIGNALBOX_HEADER_TIMEOUT_MS", u"10000"_s, 100, 600000, "ms", u"Longest wait for a complete request head."_s);
    add("SIGNALBOX_IDLE_TIMEOUT_MS", u"75000"_s, 100, 3600000, "ms",
        u"How long a connection stays open between requests."_s);
    add("SIGNALBOX_MAX_CONNECTIONS", u"16384"_s, 1, 1e6, {}, u"Connections open at once."_s);
    add("SIGNALBOX_MAX_CONNECTIONS_PER_ADDRESS", u"1024"_s, 1, 1e6, {},
        u"Connections of one client address; loopback and trusted proxies do not count."_s);
    add("SIGNALBOX_MAX_HEADER_BYTES", u"32768"_s, 1024, 1048576, "bytes", u"Size of a request head."_s);
    add("SIGNALBOX_MAX_HEADER_FIELDS", u"100"_s, 10, 1000, {}, u"Header fields of a request."_s);
    add("SIGNALBOX_MAX_REQUEST_LINE_BYTES", u"8192"_s, 256, 65536, "bytes", u"Size of a request line."_s);
    add("SIGNALBOX_BODY_IDLE_TIMEOUT_MS", u"15000"_s, 100, 600000, "ms",
        u"Longest pause between two pieces of a body."_s);
    add("SIGNALBOX_BODY_GRACE_MS", u"10000"_s, 0, 600000, "ms",
        u"How long a body may come slower than the lowest rate."_s);
    add("SIGNALBOX_MIN_BODY_BYTES_PER_SECOND", u"1024"_s, 0, 1e9, "bytes/s",
        u"Lowest mean rate of a body; 0 = none."_s);
    add("SIGNALBOX_WRITE_TIMEOUT_MS", u"30000"_s, 100, 3600000, "ms",
        u"How long a client may take nothing of its answer."_s);
    add("SIGNALBOX_ANSWER_TIMEOUT_MS", u"300000"_s, 1000, 3600000, "ms", u"Longest time a request may run."_s);
    add("SIGNALBOX_PIPELINE_DEPTH", u"16"_s, 1, 1000, {}, u"Requests of one connection at once."_s);
    add("SIGNALBOX_MAX_UNSENT_BYTES", u"1048576"_s, 65536, 1e9, "bytes",
        u"Answers of one connection that were not taken yet; beyond it reading pauses."_s);
}

void addClientAddress(Catalogue &out)
{
    const auto add = [&out](Definition definition) {
        definition.service = "platform";
        definition.group = "client address";
        out.push_back(std::move(definition));
    };
    add({.key = "TRUSTED_PROXIES",
         .type = Type::Cidrs,
         .help = u"Proxies whose X-Forwarded headers count."_s,
         .danger = u"A trusted address can claim to be any client."_s});
    add({.key = "TRUSTED_PROXY_CIDRS",
         .type = Type::Cidrs,
         .help = u"Added to TRUSTED_PROXIES."_s,
         .danger = u"A trusted address can claim to be any client."_s});
    add({.key = "TRUST_PROXY_HOPS",
         .type = Type::Integer,
         .defaultText = u"0"_s,
         .help = u"Without a list: the client is the n-th entry of X-Forwarded-For from the right."_s,
         .minimum = 0,
         .maximum = 5});
    add({.key = "PUBLIC_BASE_URL", .type = Type::Url, .help = u"The URL under which clients reach the gateway."_s});
}

void addStorage(Catalogue &out)
{
    const auto add = [&out](Definition definition) {
        definition.service = "platform";
        definition.group = "storage";
        out.push_back(std::move(definition));
    };
    const auto number = [&add](QByteArray key, const QString &standard, double low, double high, QByteArray unit,
                               const QString &help) {
        add({.key = std::move(key),
             .type = Type::Integer,
             .defaultText = standard,
             .help = help,
             .unit = std::move(unit),
             .minimum = low,
             .maximum = high,
             .apply = Apply::Restart});
    };
    add({.key = "DATABASE_URL",
         .help = u"PostgreSQL or sqlite:<path>; unset = the local store."_s,
         .apply = Apply::Restart,
         .readsFile = true,
         .fixed = u"the revisions themselves are kept there"_s});
    add({.key = "SIGNALBOX_STORE_KEY",
         .help
         = u"Seals the secrets that operators set: 64 hex digits, the same for all replicas; unset = store.key in "
           "the data folder."_s,
         .secret = true,
         .apply = Apply::Restart,
         .fixed = u"it opens the secrets among the revisions"_s});
    number("DB_POOL_SIZE", u"5"_s, 1, 200, {}, u"Connections that stay open."_s);
    number("DB_MAX_OVERFLOW", u"5"_s, 0, 200, {}, u"Connections beyond them under load."_s);
    number("DB_POOL_MAX", {}, 1, 400, {}, u"When set: the total of both."_s);
    number("DB_IDLE_TIMEOUT_MS", u"30000"_s, 0, 86400000, "ms", u"When an idle overflow connection closes."_s);
    number("DB_CONN_TIMEOUT_MS", u"10000"_s, 100, 600000, "ms", u"When connecting gives up."_s);
    add({.key = "DB_SSL",
         .type = Type::Boolean,
         .defaultText = u"false"_s,
         .help = u"Encrypts and verifies when the URL names no sslmode."_s,
         .apply = Apply::Restart});
    add({.key = "DB_SSL_REJECT_UNAUTHORIZED",
         .type = Type::Boolean,
         .defaultText = u"true"_s,
         .help = u"false: encrypts without verifying the server."_s,
         .apply = Apply::Restart});
    add({.key = "DB_AUTO_MIGRATE",
         .type = Type::Boolean,
         .defaultText = u"true"_s,
         .help = u"Brings the schema up to date at the start."_s,
         .apply = Apply::Restart});
    add({.key = "SKIP_DB_MIGRATIONS",
         .type = Type::Boolean,
         .defaultText = u"false"_s,
         .help = u"The same as DB_AUTO_MIGRATE=false."_s,
         .apply = Apply::Restart});
    add({.key = "REDIS_URL",
         .help = u"redis:// or rediss://; unset = limits and caches per process."_s,
         .apply = Apply::Restart,
         .readsFile = true});
    add({.key = "SIGNALBOX_BACKUP_KEEP_DAYS",
         .type = Type::Integer,
         .defaultText = u"30"_s,
         .help = u"Older backups are deleted, never the newest."_s,
         .unit = "days",
         .minimum = 1,
         .maximum = 3650});
    add({.key = "SIGNALBOX_BACKUP_S3_ENDPOINT", .type = Type::Url, .help = u"Object store for backup --upload."_s});
    add({.key = "SIGNALBOX_BACKUP_S3_REGION", .defaultText = u"us-east-1"_s, .help = u"Its region."_s});
    add({.key = "SIGNALBOX_BACKUP_S3_ACCESS_KEY_ID", .help = u"Its key id."_s, .secret = true});
    add({.key = "SIGNALBOX_BACKUP_S3_SECRET_ACCESS_KEY", .help = u"Its key."_s, .secret = true});
}

} // namespace

Catalogue platformCatalogue()
{
    Catalogue all;
    addListeners(all);
    addProcess(all);
    addHttpLimits(all);
    addClientAddress(all);
    addStorage(all);
    const Catalogue environment = environmentCatalogue();
    all.insert(all.end(), environment.begin(), environment.end());
    const Catalogue access = accessCatalogue();
    all.insert(all.end(), access.begin(), access.end());
    return all;
}

} // namespace signalbox::settings
