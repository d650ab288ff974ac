#include "backend/operator/server/ofrep/ofrep_handlers.h"

#include "backend/operator/server/handlers.h"
#include "backend/platform/core/json_parse.h"
#include "backend/platform/security/digest.h"
#include "backend/platform/settings/load.h"

#include <QJsonDocument>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kTagDigits = 32;

http::Response jsonAnswer(int status, const QJsonObject &body)
{
    return http::Response::json(status, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

QJsonObject failure(QLatin1StringView code, const QString &details)
{
    return {{"errorCode"_L1, code}, {"errorDetails"_L1, details}};
}

/// The targeting key of a request, or what is wrong with its body.
std::expected<QString, QJsonObject> subjectOf(const QByteArray &body)
{
    if (body.trimmed().isEmpty())
        return QString();
    const auto json = core::parseJsonObject(body);
    if (!json)
        return std::unexpected(failure("PARSE_ERROR"_L1, u"the body must be a JSON object"_s));
    const QJsonValue context = (*json)["context"_L1];
    if (context.isUndefined() || context.isNull())
        return QString();
    const QJsonValue key = context.toObject()["targetingKey"_L1];
    if (!context.isObject() || !(key.isString() || key.isUndefined() || key.isNull()))
        return std::unexpected(failure("INVALID_CONTEXT"_L1, u"context must be an object, targetingKey a string"_s));
    return key.toString();
}

bool isFlag(const settings::Definition &definition)
{
    return definition.type == settings::Type::Boolean && !definition.secret;
}

QLatin1StringView reasonOf(const settings::Value &value, bool on)
{
    if (!value.rule)
        return value.source == settings::Source::Default ? "DEFAULT"_L1 : "STATIC"_L1;
    switch (value.rule->kind) {
    case settings::RuleKind::Percent:
        return "SPLIT"_L1;
    case settings::RuleKind::Allow:
        return on ? "TARGETING_MATCH"_L1 : "DEFAULT"_L1;
    default:
        return "STATIC"_L1;
    }
}

} // namespace

QJsonObject evaluate(const settings::Definition &definition, const settings::Snapshot &snapshot, const QString &subject)
{
    const settings::Value &value = snapshot.at(definition.key);
    const QString key = QString::fromUtf8(definition.key);
    if (subject.isEmpty() && value.rule && value.rule->isPerSubject()) {
        QJsonObject missing = failure("TARGETING_KEY_MISSING"_L1, u"this flag is decided by context.targetingKey"_s);
        missing.insert("key"_L1, key);
        return missing;
    }
    const bool on = snapshot.flag(definition.key, subject.toUtf8());
    return {{"key"_L1, key},
            {"value"_L1, on},
            {"variant"_L1, on ? "on"_L1 : "off"_L1},
            {"reason"_L1, reasonOf(value, on)},
            {"metadata"_L1, QJsonObject {{"revision"_L1, qint64(snapshot.revision())}}}};
}

Task<http::Response> postFlag(OperatorContext *context, http::RequestPtr request)
{
    const QByteArray key = pathValue(*request, "key");
    const settings::Definition *definition = settings::definitionOf(context->ports.catalogue, key);
    const auto withKey = [&key](QJsonObject body) {
        body.insert("key"_L1, QString::fromUtf8(key));
        return body;
    };
    const auto subject = subjectOf(request->body);
    if (!subject)
        co_return jsonAnswer(400, withKey(subject.error()));
    if (!definition || !isFlag(*definition))
        co_return jsonAnswer(404, withKey(failure("FLAG_NOT_FOUND"_L1, u"there is no such flag"_s)));
    const QJsonObject evaluation = evaluate(*definition, *context->ports.settings.current(), *subject);
    co_return jsonAnswer(evaluation.contains("errorCode"_L1) ? 400 : 200, evaluation);
}

Task<http::Response> postFlags(OperatorContext *context, http::RequestPtr request)
{
    const auto subject = subjectOf(request->body);
    if (!subject)
        co_return jsonAnswer(400, subject.error());
    const settings::SnapshotPtr snapshot = context->ports.settings.current();
    QJsonArray flags;
    for (const settings::Definition &definition : context->ports.catalogue) {
        if (isFlag(definition))
            flags.append(evaluate(definition, *snapshot, *subject));
    }
    http::Response response = jsonAnswer(200, {{"flags"_L1, flags}});
    const QByteArray tag = '"' + security::sha256(response.body).toHex().first(kTagDigits) + '"';
    const QByteArray known = request->head.headers.value("If-None-Match");
    const bool isSame = std::ranges::any_of(known.split(','), [&tag](const QByteArray &each) {
        const QByteArray one = each.trimmed();
        return one == tag || one == "W/" + tag || one == "*";
    });
    if (isSame)
        response = http::Response::empty(304);
    response.headers.set("ETag", tag);
    co_return response;
}

} // namespace signalbox::server
