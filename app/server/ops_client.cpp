#include "app/server/ops_client.h"

#include "app/bootstrap/exit_codes.h"
#include "app/bootstrap/paths.h"
#include "app/server/one_call.h"
#include "backend/platform/core/ids.h"
#include "backend/platform/core/json_parse.h"
#include "backend/platform/settings/raw_values.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kPatience {30};
constexpr qint64 kMostBytes = 256LL * 1024 * 1024;

/// Where a gateway listens and what opens it.
struct Access
{
    QUrl url;
    QByteArray token;
};

std::unexpected<Error> unusable(const QString &sentence)
{
    return fail(ErrorCode::Configuration, PublicText(sentence));
}

QString opsFileOf(const bootstrap::Arguments &arguments)
{
    const auto environment = settings::processEnvironment();
    const QString configured = arguments.value(u"data-dir"_s, environment.value("SIGNALBOX_DATA_DIR"));
    return QDir(bootstrap::dataDirectory(configured, environment)).filePath(u"ops.json"_s);
}

std::optional<Access> readOpsFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto content = core::parseJsonObject(file.read(64 * 1024));
    if (!content)
        return {};
    return Access {QUrl((*content)["url"_L1].toString()), (*content)["token"_L1].toString().toLatin1()};
}

Result<Access> findAccess(const bootstrap::Arguments &arguments)
{
    const QByteArray token = settings::processEnvironment().value("SIGNALBOX_OPS_TOKEN").trimmed().toLatin1();
    const QString path = opsFileOf(arguments);
    const std::optional<Access> local = readOpsFile(path);
    if (!arguments.has(u"ops"_s)) {
        if (local)
            return Access {local->url, token.isEmpty() ? local->token : token};
        return unusable(u"no gateway serves on the data folder (%1 is missing): start one, or name it with --ops URL "
                        "and SIGNALBOX_OPS_TOKEN"_s.arg(path));
    }
    const QUrl url(arguments.value(u"ops"_s));
    if ((url.scheme() != u"http"_s && url.scheme() != u"https"_s) || url.host().isEmpty())
        return unusable(u"--ops must be an http or https URL"_s);
    if (!token.isEmpty())
        return Access {url, token};
    if (local && local->url.adjusted(QUrl::StripTrailingSlash) == url.adjusted(QUrl::StripTrailingSlash))
        return Access {url, local->token};
    return unusable(u"SIGNALBOX_OPS_TOKEN is not set; make a token with: signalboxd operator add NAME --role ROLE"_s);
}

ErrorCode codeOf(int status)
{
    switch (status) {
    case 400:
        return ErrorCode::InvalidInput;
    case 401:
        return ErrorCode::Unauthorized;
    case 403:
        return ErrorCode::Forbidden;
    case 404:
        return ErrorCode::NotFound;
    case 409:
        return ErrorCode::Conflict;
    case 429:
        return ErrorCode::RateLimited;
    case 503:
        return ErrorCode::Unavailable;
    default:
        return ErrorCode::Upstream;
    }
}

std::unexpected<Error> refusalOf(int status, const QJsonObject &body)
{
    const QJsonObject error = body["error"_L1].toObject();
    QString sentence = error["message"_L1].toString(u"the gateway answered %1"_s.arg(status));
    if (const QString field = error["field"_L1].toString(); !field.isEmpty() && !sentence.contains(field))
        sentence = field + u": "_s + sentence;
    return fail(codeOf(status), PublicText(sentence));
}

QJsonObject objectOf(const QByteArray &body)
{
    const auto parsed = core::parseJsonObject(body);
    return parsed ? *parsed : QJsonObject();
}

} // namespace

QList<QCommandLineOption> opsOptions()
{
    return {{u"ops"_s, u"The operator listener; by default the gateway that serves on the data folder."_s, u"URL"_s},
            {u"ops-ca"_s, u"Trust the certificates in FILE (PEM) instead of the system's."_s, u"FILE"_s},
            {u"data-dir"_s, u"The data folder instead of SIGNALBOX_DATA_DIR."_s, u"DIR"_s},
            {u"json"_s, u"Print JSON."_s}};
}

OpsClient::OpsClient(QUrl url, QByteArray token, std::unique_ptr<upstream::Client> client)
    : m_url(std::move(url)), m_token(std::move(token)), m_client(std::move(client))
{
}

Result<OpsClient> OpsClient::open(const bootstrap::Arguments &arguments)
{
    auto access = findAccess(arguments);
    if (!access)
        return std::unexpected(access.error());
    auto client = upstream::makeClient({.caFile = QFile::encodeName(arguments.value(u"ops-ca"_s))});
    if (!client)
        return std::unexpected(client.error());
    return OpsClient(std::move(access->url), std::move(access->token), std::move(*client));
}

Result<upstream::Reply> OpsClient::call(const QByteArray &method, const QString &path, const QUrlQuery &query,
                                        const QJsonObject &body)
{
    QUrl url = m_url.resolved(QUrl(u"/ops/v1"_s + path));
    if (!query.isEmpty())
        url.setQuery(query);
    upstream::Call call {.upstream = "ops",
                         .method = method,
                         .url = url,
                         .deadline = std::chrono::steady_clock::now() + kPatience,
                         .maxReplyBytes = kMostBytes};
    call.headers.set("Authorization", "Bearer " + m_token);
    if (method != "GET") {
        call.headers.set("Content-Type", "application/json");
        call.headers.set("Idempotency-Key", core::uuid4());
        call.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    auto reply = oneCall(*m_client, std::move(call));
    if (reply)
        return std::move(*reply);
    const bool cancelled = reply.error().code == ErrorCode::Cancelled;
    const QString why = cancelled ? QString() : upstream::reason(reply.error());
    return fail(reply.error().code,
                PublicText(u"the gateway at %1 cannot be reached%2"_s.arg(
                    m_url.toString(), why.isEmpty() ? QString() : QString(u": "_s + why))));
}

Result<OpsAnswer> OpsClient::send(const QByteArray &method, const QString &path, const QUrlQuery &query,
                                  const QJsonObject &body)
{
    const auto reply = call(method, path, query, body);
    if (!reply)
        return std::unexpected(reply.error());
    return OpsAnswer {reply->status, objectOf(reply->body)};
}

Result<QByteArray> OpsClient::download(const QByteArray &method, const QString &path, const QUrlQuery &query,
                                       const QJsonObject &body)
{
    auto reply = call(method, path, query, body);
    if (!reply)
        return std::unexpected(reply.error());
    if (reply->status != 200)
        return refusalOf(reply->status, objectOf(reply->body));
    return std::move(reply->body);
}

Result<QJsonObject> OpsClient::opsGet(const QString &path, const QUrlQuery &query)
{
    auto answer = send("GET", path, query);
    if (!answer)
        return std::unexpected(answer.error());
    return answer->status == 200 ? Result<QJsonObject>(std::move(answer->body))
                                 : refusalOf(answer->status, answer->body);
}

Result<QJsonObject> OpsClient::opsPost(const QString &path, const QJsonObject &body)
{
    auto answer = send("POST", path, {}, body);
    if (!answer)
        return std::unexpected(answer.error());
    return answer->status == 200 ? Result<QJsonObject>(std::move(answer->body))
                                 : refusalOf(answer->status, answer->body);
}

int opsExitCode(const Error &error)
{
    return error.code == ErrorCode::Configuration || error.code == ErrorCode::InvalidInput ? bootstrap::kExitUsage
                                                                                           : bootstrap::kExitFailure;
}

int opsFailed(const Error &error)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(error.text.text()));
    return opsExitCode(error);
}

void printJson(const QJsonObject &document)
{
    std::fputs(QJsonDocument(document).toJson().constData(), stdout);
}

QString column(const QString &text, int width)
{
    const QString shown = text.isEmpty() ? u"-"_s : text;
    return shown.size() <= width ? shown.leftJustified(width) : QString(shown.left(width - 1) + u'…');
}

} // namespace signalbox::daemon
