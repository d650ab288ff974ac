#pragma once

#include "backend/platform/core/result.h"
#include "backend/platform/http/message.h"

#include <QHash>

#include <memory>
#include <optional>
#include <vector>

namespace signalbox::http {

/// Who answers for a path that has no route: `/orders` exactly, or everything that begins like `/functions/v1/*`.
struct PathOwner
{
    QByteArray pattern; ///< a path, or a prefix followed by `*`
    const Owner *owner = nullptr;
    bool configured = true; ///< false: 503 `<name> is not configured`
};

/// What the router knows of a request line.
struct Match
{
    const Route *route = nullptr; ///< null unless path and method fit
    size_t routeIndex = 0; ///< position of `route` in Router::routes()
    const Owner *owner = nullptr; ///< never null
    PathValues values;
    QByteArray allow; ///< the path has routes, but none for this method: those it has, for `Allow`
    bool configured = true;
};

/// Paths to routes: exact paths by hash, then segment by segment (a name before a `:parameter` before a `*` tail).
/// Targets are matched as received: no dot segment is resolved. Built once; const and thread safe.
class Router
{
public:
    /// Owners, handlers and patterns must be there. InvalidInput names a route that is broken or there twice.
    /// `fallback` answers for paths that nothing in `owners` covers.
    static Result<Router> build(Routes routes, std::vector<PathOwner> owners, const Owner &fallback);
    ~Router();
    Router(Router &&) noexcept;
    Router &operator=(Router &&) noexcept;
    Q_DISABLE_COPY(Router)

    /// Of a method and a path (target without query). HEAD finds GET routes.
    Match match(const QByteArray &method, const QByteArray &path) const;
    const Routes &routes() const { return m_routes; }

private:
    struct Node;
    struct Search;
    using Segments = QList<QByteArray>;

    Router();
    Result<void> insert(size_t index);
    void walk(const Node &node, qsizetype depth, Search &search) const;
    void consider(const Node &node, Search &search) const;
    void nameOwner(const QByteArray &path, Match &match) const;

    Routes m_routes;
    std::vector<PathOwner> m_owners;
    const Owner *m_fallback = nullptr;
    QHash<QByteArray, const Node *> m_exact;
    std::unique_ptr<Node> m_strict;
    std::unique_ptr<Node> m_loose; ///< routes of owners that match loosely, literals in lower case
};

} // namespace signalbox::http
