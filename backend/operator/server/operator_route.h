#pragma once

#include "backend/operator/server/acts/act_journal.h"
#include "backend/operator/server/operator_auth.h"
#include "backend/operator/server/operator_ports.h"
#include "backend/operator/server/schema.h"
#include "backend/operator/server/telemetry.h"

namespace signalbox::server {

class AlertWatch;
class ChecklistWatch;
class Levers;
class OperatorRoster;
class TrafficWatch;
struct OperatorRoute;

/// What the handlers work with. Outlives every request.
struct OperatorContext
{
    const OperatorPorts &ports;
    OperatorAuth &auth;
    EventHub &hub;
    Telemetry &telemetry;
    TrafficWatch &traffic;
    const std::vector<OperatorRoute> &routes;
    storage::Database &store;
    ActJournal &journal;
    OperatorRoster &roster;
    Levers &levers;
    AlertWatch &alerts;
    ChecklistWatch &checklist;
};

/// A query parameter for openapi.json.
struct ParameterDoc
{
    QByteArray name;
    QString help;
    bool required = false;
};

/// One row of the operator protocol: routing, rights and documentation come from it.
struct OperatorRoute
{
    QByteArray method;
    QByteArray path;
    protocol::Role role = protocol::Role::Viewer;
    QString summary;
    std::vector<ParameterDoc> parameters = {};
    QJsonObject (*body)(Schemas &) = nullptr; ///< null: takes none
    QJsonObject (*answer)(Schemas &) = nullptr; ///< null: not one JSON document
    Task<http::Response> (*handle)(OperatorContext *, http::RequestPtr) = nullptr;
};

/// `schema<T>` is what `body` and `answer` hold.
template <protocol::Record T>
QJsonObject schema(Schemas &schemas)
{
    return schemas.referenceTo<T>();
}

/// Every route of the protocol, in the order of contract operator-console 1.3.
std::vector<OperatorRoute> operatorRoutes();

/// The same for the router: `context` and `owner` outlive the routes.
http::Routes httpRoutes(OperatorContext &context, const http::Owner &owner);

/// The OpenAPI 3.1 document of these routes.
QJsonObject openApiOf(const std::vector<OperatorRoute> &routes, const QString &version);

} // namespace signalbox::server
