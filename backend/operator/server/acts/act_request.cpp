#include "backend/operator/server/acts/act_journal.h"
#include "backend/operator/server/operator_auth.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/platform/core/json_parse.h"
#include "backend/platform/security/digest.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestReason = 500;
constexpr qsizetype kLongestKey = 200;

QString nameOf(const http::RequestHead &head)
{
    return QString::fromUtf8(head.method + ' ' + head.path);
}

bool isPlain(const QByteArray &key)
{
    return key.size() <= kLongestKey && std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f'; });
}

} // namespace

std::expected<Act, http::Response> actOf(const http::RequestContext &request, const QJsonObject &body, bool needsReason)
{
    const QJsonValue reason = body["reason"_L1];
    if (!reason.isUndefined() && !reason.isNull() && !reason.isString())
        return std::unexpected(badParameter(u"reason"_s, u"the reason must be a text"_s));
    const QString words = reason.toString().trimmed();
    if (needsReason && words.isEmpty())
        return std::unexpected(badParameter(u"reason"_s, u"an act needs a reason"_s));
    if (words.toUcs4().size() > kLongestReason)
        return std::unexpected(
            badParameter(u"reason"_s, u"the reason must have at most %1 characters"_s.arg(kLongestReason)));
    const QByteArray key = request.head.headers.value("Idempotency-Key").trimmed();
    if (!isPlain(key))
        return std::unexpected(badParameter(u"Idempotency-Key"_s, u"the key must be at most 200 ASCII characters "
                                                                  "without spaces"_s));
    const QByteArray whole = request.head.method + '\n' + request.head.target + '\n' + request.body;
    return Act {.actor = QString::fromUtf8(request.identity.subject),
                .role = QString::fromUtf8(request.identity.role),
                .address = QString::fromLatin1(request.head.client.toText()),
                .name = nameOf(request.head),
                .reason = words,
                .idempotencyKey = key,
                .bodyHash = security::sha256(whole).toHex(),
                .target = request.pathValues.empty() ? QString()
                                                     : QString::fromUtf8(request.pathValues.back().second)};
}

std::expected<QJsonObject, http::Response> bodyOf(const http::RequestContext &request)
{
    if (request.body.isEmpty())
        return QJsonObject();
    const auto body = core::parseJsonObject(request.body);
    if (body)
        return *body;
    return std::unexpected(
        errorAnswer(400, {.code = u"bad_request"_s, .message = u"the body must be a JSON object"_s}));
}

http::Response actAnswer(const Result<ActJournal::Outcome> &outcome)
{
    if (!outcome)
        return errorAnswer(outcome.error());
    return http::Response::json(200, QJsonDocument(outcome->answer).toJson(QJsonDocument::Compact));
}

Act refusedAct(const http::RequestHead &head, const OperatorIdentity *identity)
{
    return {.actor = identity ? identity->name : QString(kUnknownActor),
            .role = identity ? protocol::wordOf(identity->role) : QString(),
            .address = QString::fromLatin1(head.client.toText()),
            .name = nameOf(head),
            .reason = {}};
}

} // namespace signalbox::server
