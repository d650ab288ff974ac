#include "backend/services/commerce/providers/provider_call.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/log/log.h"
#include "backend/platform/upstream/client.h"
#include "backend/services/commerce/provider_error.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

upstream::Call callOf(const ProviderConfig &config, const CallContext &call, ProviderRequest request)
{
    QByteArray base = config.baseUrl.toEncoded();
    while (base.endsWith('/'))
        base.chop(1);
    upstream::Call out;
    out.upstream = upstreamName(config.id);
    out.method = std::move(request.method);
    out.url = QUrl::fromEncoded(base + request.path, QUrl::StrictMode);
    out.headers = std::move(request.headers);
    out.headers.set("Accept", "application/json");
    out.body = std::move(request.body);
    out.deadline = call.deadline;
    if (request.safe)
        out.retry.maxRetries = config.maxRetries;
    out.placing = !request.safe;
    out.cancel = call.cancel;
    out.parent = call.span;
    return out;
}

void logRaw(const ProviderConfig &config, const CallContext &call, const upstream::Reply &reply)
{
    if (!config.debugRaw)
        return;
    log::write({.level = log::Level::Debug,
                .service = "commerce",
                .message = u"provider.raw"_s,
                .requestId = call.requestId,
                .traceId = call.span.traceId,
                .fields = {{"providerId", QString::fromLatin1(idText(config.id))},
                           {"httpStatus", reply.status},
                           {"body", QString::fromUtf8(reply.body)}}});
}

} // namespace

Task<ProviderResult<ProviderReply>> exchange(upstream::Client *client, ProviderConfigPtr config, CallContext call,
                                             ProviderRequest request)
{
    const Result<upstream::Reply> reply = co_await client->send(callOf(*config, call, std::move(request)));
    if (!reply)
        co_return std::unexpected(fromClientError(*config, reply.error()));
    logRaw(*config, call, *reply);
    if (reply->status >= 400)
        co_return std::unexpected(httpError(config->id, reply->status));
    if (reply->body.trimmed().isEmpty())
        co_return ProviderReply {reply->status, {}};
    const Result<QJsonValue> body = core::parseJson(reply->body);
    if (!body)
        co_return std::unexpected(invalidResponseError(config->id, u"body is not JSON"_s));
    co_return ProviderReply {reply->status, *body};
}

Task<Result<ProviderReply>> exchangeAnyStatus(upstream::Client *client, ProviderConfigPtr config, CallContext call,
                                              ProviderRequest request)
{
    const Result<upstream::Reply> reply = co_await client->send(callOf(*config, call, std::move(request)));
    if (!reply)
        co_return std::unexpected(reply.error());
    logRaw(*config, call, *reply);
    co_return ProviderReply {reply->status, core::parseJson(reply->body).value_or(QJsonValue())};
}

QByteArray queryText(const std::vector<std::pair<QByteArray, QString>> &parameters)
{
    QByteArray text;
    for (const auto &[name, value] : parameters) {
        if (!text.isEmpty())
            text += '&';
        text += name + '=' + QUrl::toPercentEncoding(value);
    }
    return text;
}

} // namespace signalbox::commerce
