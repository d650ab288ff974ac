#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

/// `/requests/:id` as OpenAPI writes it: `/requests/{id}`.
QString templateOf(const QByteArray &path)
{
    QStringList segments = QString::fromLatin1(path).split(u'/');
    for (QString &segment : segments) {
        if (segment.startsWith(u':'))
            segment = u'{' + segment.sliced(1) + u'}';
    }
    return segments.join(u'/');
}

QJsonObject parameter(const QString &name, QLatin1StringView place, bool required, const QString &help)
{
    return {{"name"_L1, name},
            {"in"_L1, place},
            {"required"_L1, required},
            {"description"_L1, help},
            {"schema"_L1, QJsonObject {{"type"_L1, "string"_L1}}}};
}

QJsonArray parametersOf(const OperatorRoute &route)
{
    QJsonArray parameters;
    for (const QByteArray &segment : route.path.split('/')) {
        if (segment.startsWith(':'))
            parameters.append(parameter(QString::fromLatin1(segment.sliced(1)), "path"_L1, true, QString()));
    }
    for (const ParameterDoc &each : route.parameters)
        parameters.append(parameter(QString::fromLatin1(each.name), "query"_L1, each.required, each.help));
    return parameters;
}

QJsonObject jsonContent(const QJsonObject &schema)
{
    return {{"application/json"_L1, QJsonObject {{"schema"_L1, schema}}}};
}

QJsonObject responsesOf(const OperatorRoute &route, Schemas &schemas)
{
    const bool isStream = route.path.endsWith("/stream");
    const QJsonObject content = route.answer ? jsonContent(route.answer(schemas))
        : isStream                           ? QJsonObject {{"text/event-stream"_L1, QJsonObject()}}
                                             : jsonContent({{"type"_L1, "object"_L1}});
    const QJsonObject error {{"description"_L1, "Error"_L1},
                             {"content"_L1, jsonContent(schemas.referenceTo<protocol::ErrorBody>())}};
    return {{"200"_L1, QJsonObject {{"description"_L1, "Done"_L1}, {"content"_L1, content}}},
            {"401"_L1, error},
            {"403"_L1, error},
            {"429"_L1, error},
            {"default"_L1, error}};
}

QJsonObject operationOf(const OperatorRoute &route, Schemas &schemas)
{
    QJsonObject operation {{"summary"_L1, route.summary},
                           {"x-role"_L1, protocol::wordOf(route.role)},
                           {"parameters"_L1, parametersOf(route)},
                           {"responses"_L1, responsesOf(route, schemas)}};
    if (route.body)
        operation["requestBody"_L1] = QJsonObject {{"required"_L1, true},
                                                   {"content"_L1, jsonContent(route.body(schemas))}};
    return operation;
}

} // namespace

QJsonObject openApiOf(const std::vector<OperatorRoute> &routes, const QString &version)
{
    Schemas schemas;
    QJsonObject paths;
    for (const OperatorRoute &route : routes) {
        QJsonObject path = paths[templateOf(route.path)].toObject();
        path[QString::fromLatin1(route.method.toLower())] = operationOf(route, schemas);
        paths[templateOf(route.path)] = path;
    }
    const QJsonObject bearer {{"type"_L1, "http"_L1}, {"scheme"_L1, "bearer"_L1}};
    return {{"openapi"_L1, "3.1.0"_L1},
            {"info"_L1, QJsonObject {{"title"_L1, "Signalbox operator protocol"_L1}, {"version"_L1, version}}},
            {"security"_L1, QJsonArray {QJsonObject {{"bearer"_L1, QJsonArray()}}}},
            {"paths"_L1, paths},
            {"components"_L1,
             QJsonObject {{"schemas"_L1, schemas.all()}, {"securitySchemes"_L1, QJsonObject {{"bearer"_L1, bearer}}}}}};
}

} // namespace signalbox::server
