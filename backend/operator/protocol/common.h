#pragma once

#include "backend/operator/protocol/codec.h"

namespace signalbox::protocol {

/// What an operator may do; each role may all that the ones before it may (contract operator-console 1.1).
enum class Role { Viewer, Approver, Operator, Admin };

template <>
struct EnumWords<Role>
{
    static constexpr std::array kWords {"viewer", "approver", "operator", "admin"};
};

/// How a service or the whole gateway is.
enum class State { Well, Degraded, Down, NotConfigured };

template <>
struct EnumWords<State>
{
    static constexpr std::array kWords {"well", "degraded", "down", "notConfigured"};
};

struct ErrorDetail
{
    QString code = {}; ///< snake_case, for programs
    QString message = {}; ///< an English sentence for people
    std::optional<QString> field = {}; ///< the member or parameter that is wrong
    std::optional<QJsonObject> details = {}; ///< a filter error: `position`, `length`

    static constexpr const char *kName = "ErrorDetail";
    static constexpr auto members()
    {
        return std::tuple(Member("code", &ErrorDetail::code), Member("message", &ErrorDetail::message),
                          Member("field", &ErrorDetail::field), Member("details", &ErrorDetail::details));
    }
    bool operator==(const ErrorDetail &) const = default;
};

/// The body of every answer that is not a success.
struct ErrorBody
{
    ErrorDetail error = {};

    static constexpr const char *kName = "ErrorBody";
    static constexpr auto members() { return std::tuple(Member("error", &ErrorBody::error)); }
    bool operator==(const ErrorBody &) const = default;
};

/// Which gateway this is; shown in the console's top band.
struct Gateway
{
    QString name = {};
    QString environment = {}; ///< as in words: `production`, `development`, …
    bool production = false;
    bool sandbox = false;
    bool insecureOps = false; ///< the operator listener is off loopback without TLS: red band
    QString version = {};
    QString commit = {}; ///< empty when unknown
    core::WallTime startedAt = {};

    static constexpr const char *kName = "Gateway";
    static constexpr auto members()
    {
        return std::tuple(Member("name", &Gateway::name), Member("environment", &Gateway::environment),
                          Member("production", &Gateway::production), Member("sandbox", &Gateway::sandbox),
                          Member("insecureOps", &Gateway::insecureOps), Member("version", &Gateway::version),
                          Member("commit", &Gateway::commit), Member("startedAt", &Gateway::startedAt));
    }
    bool operator==(const Gateway &) const = default;
};

/// `GET /ops/v1/me`: who the token is and what it may do.
struct Me
{
    QString name = {};
    Role role = Role::Viewer;
    std::vector<QString> acts = {}; ///< `METHOD /path` of every route that the role opens and that is not a GET
    Gateway gateway = {};

    static constexpr const char *kName = "Me";
    static constexpr auto members()
    {
        return std::tuple(Member("name", &Me::name), Member("role", &Me::role), Member("acts", &Me::acts),
                          Member("gateway", &Me::gateway));
    }
    bool operator==(const Me &) const = default;
};

/// A part of a list: `limit` rows from the cursor on, filtered and sorted on the server.
template <class T>
struct Page
{
    std::vector<T> items = {};
    std::optional<QString> nextCursor = {}; ///< absent on the last page
    qint64 total = 0; ///< rows that the filter lets through
    core::WallTime at = {};

    static constexpr auto members()
    {
        return std::tuple(Member("items", &Page::items), Member("nextCursor", &Page::nextCursor),
                          Member("total", &Page::total), Member("at", &Page::at));
    }
    bool operator==(const Page &) const = default;
};

} // namespace signalbox::protocol
