#pragma once

#include "app/bootstrap/command_line.h"
#include "backend/platform/upstream/client.h"

#include <QJsonObject>
#include <QUrlQuery>

namespace signalbox::daemon {

/// `--ops URL`, `--ops-ca FILE`, `--data-dir DIR`, `--json`: what every subcommand on a running gateway takes.
QList<QCommandLineOption> opsOptions();

/// What the gateway answered, whatever its status.
struct OpsAnswer
{
    int status = 0;
    QJsonObject body;
};

/// `/ops/v1` of a running gateway, for subcommands (contract operator-console 5). Its calls wait for the answer, at
/// most 30 s; not for code inside an event loop.
class OpsClient
{
public:
    /// Finds the gateway: `--ops` with SIGNALBOX_OPS_TOKEN, else `<data>/ops.json`. The token of ops.json only ever
    /// goes to the address that stands beside it. Configuration with a sentence that says what to do.
    static Result<OpsClient> open(const bootstrap::Arguments &arguments);

    /// `path` behind `/ops/v1`: `/settings`. The body of a 200; the error of any other status with the sentence that
    /// the gateway gave: InvalidInput, Unauthorized, Forbidden, NotFound, Conflict, RateLimited, Unavailable, Upstream.
    Result<QJsonObject> opsGet(const QString &path, const QUrlQuery &query = {});
    /// The same for an act or a preview; an act gets an Idempotency-Key of its own.
    Result<QJsonObject> opsPost(const QString &path, const QJsonObject &body);

    /// For callers that look at the status or at `details` of an error.
    Result<OpsAnswer> send(const QByteArray &method, const QString &path, const QUrlQuery &query = {},
                           const QJsonObject &body = {});
    /// The bytes of a 200 that is no JSON document (an export, a bundle); Upstream over 256 MiB.
    Result<QByteArray> download(const QByteArray &method, const QString &path, const QUrlQuery &query = {},
                                const QJsonObject &body = {});

    const QUrl &url() const { return m_url; }

private:
    OpsClient(QUrl url, QByteArray token, std::unique_ptr<upstream::Client> client);
    Result<upstream::Reply> call(const QByteArray &method, const QString &path, const QUrlQuery &query,
                                 const QJsonObject &body);

    QUrl m_url;
    QByteArray m_token;
    std::unique_ptr<upstream::Client> m_client;
};

/// The exit code of a subcommand that ended with this error (contract soak-and-probe 1.1): 2 when it could not begin,
/// 1 when the gateway refused or could not be reached.
int opsExitCode(const Error &error);

/// Prints the error as one sentence on stderr; its exit code.
int opsFailed(const Error &error);

/// Prints a document on stdout, indented.
void printJson(const QJsonObject &document);

/// `text`, or `-` when it is empty, cut or filled to `width` for a table on stdout.
QString column(const QString &text, int width);

} // namespace signalbox::daemon
