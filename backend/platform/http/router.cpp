#include "backend/platform/http/router.h"

#include <algorithm>

namespace signalbox::http {

using namespace Qt::StringLiterals;

struct Router::Node
{
    QHash<QByteArray, std::shared_ptr<Node>> names;
    std::unique_ptr<Node> parameter;
    std::unique_ptr<Node> tail;
    std::vector<size_t> routes; ///< of the path that ends here
};

/// One look-up under way.
struct Router::Search
{
    const QByteArray &method;
    Segments segments; ///< of the received path
    Segments names; ///< what literals are compared with
    QList<QByteArray> captured = {};
    std::optional<size_t> found = {};
    QList<QByteArray> allow = {};
    const Owner *allowOwner = nullptr;
};

namespace {

QList<QByteArray> segmentsOf(const QByteArray &path)
{
    return path.sliced(1).split('/');
}

bool covers(const PathOwner &entry, const QByteArray &path)
{
    if (entry.pattern.endsWith('*'))
        return path.startsWith(QByteArrayView(entry.pattern).chopped(1));
    return path == entry.pattern;
}

bool answers(const Route &route, const QByteArray &method)
{
    return route.method == method || (method == "HEAD" && route.method == "GET");
}

} // namespace

Router::Router() : m_strict(std::make_unique<Node>()), m_loose(std::make_unique<Node>()) { }
Router::~Router() = default;
Router::Router(Router &&) noexcept = default;
Router &Router::operator=(Router &&) noexcept = default;

Result<Router> Router::build(Routes routes, std::vector<PathOwner> owners, const Owner &fallback)
{
    Router router;
    router.m_routes = std::move(routes);
    router.m_owners = std::move(owners);
    router.m_fallback = &fallback;
    // The longest pattern speaks first; of two that are as long, the one without `*`.
    std::ranges::sort(router.m_owners, [](const PathOwner &left, const PathOwner &right) {
        return std::pair(left.pattern.size(), !left.pattern.endsWith('*'))
            > std::pair(right.pattern.size(), !right.pattern.endsWith('*'));
    });
    for (size_t index = 0; index < router.m_routes.size(); ++index) {
        const Result<void> inserted = router.insert(index);
        if (!inserted)
            return std::unexpected(inserted.error());
    }
    return router;
}

Result<void> Router::insert(size_t index)
{
    const Route &route = m_routes[index];
    const QString text = QString::fromUtf8(route.method + ' ' + route.path);
    if (route.method.isEmpty() || !route.path.startsWith('/') || !route.owner || !route.handler)
        return fail(ErrorCode::InvalidInput, PublicText(u"incomplete route: "_s + text));
    const Segments segments = segmentsOf(route.path);
    bool literal = true;
    for (const bool loosely : {false, true}) {
        if (loosely && !route.owner->matchesLoosely())
            continue;
        Node *node = loosely ? m_loose.get() : m_strict.get();
        for (const QByteArray &segment : segments) {
            if (segment.startsWith(':') || segment == "*") {
                literal = false;
                std::unique_ptr<Node> &next = segment == "*" ? node->tail : node->parameter;
                if (!next)
                    next = std::make_unique<Node>();
                node = next.get();
            } else {
                std::shared_ptr<Node> &next = node->names[loosely ? segment.toLower() : segment];
                if (!next)
                    next = std::make_shared<Node>();
                node = next.get();
            }
        }
        const bool twice = std::ranges::any_of(
            node->routes, [this, &route](size_t other) { return m_routes[other].method == route.method; });
        if (twice && !loosely)
            return fail(ErrorCode::InvalidInput, PublicText(u"route given twice: "_s + text));
        node->routes.push_back(index);
        if (literal && !loosely)
            m_exact.insert(route.path, node);
    }
    return {};
}

void Router::consider(const Node &node, Search &search) const
{
    for (const size_t index : node.routes) {
        const Route &route = m_routes[index];
        if (answers(route, search.method)) {
            search.found = index;
            return;
        }
        if (!search.allow.contains(route.method))
            search.allow += route.method;
        if (route.method == "GET" && !search.allow.contains("HEAD"))
            search.allow += "HEAD"_ba;
        search.allowOwner = search.allowOwner ? search.allowOwner : route.owner;
    }
}

void Router::walk(const Node &node, qsizetype depth, Search &search) const
{
    if (depth == search.segments.size()) {
        consider(node, search);
        return;
    }
    if (const auto next = node.names.constFind(search.names[depth]); next != node.names.cend())
        walk(**next, depth + 1, search);
    const QByteArray &segment = search.segments[depth];
    if (!search.found && node.parameter && !segment.isEmpty()) {
        search.captured += segment;
        walk(*node.parameter, depth + 1, search);
        if (!search.found)
            search.captured.removeLast();
    }
    if (!search.found && node.tail) {
        search.captured += search.segments.sliced(depth).join('/');
        consider(*node.tail, search);
        if (!search.found)
            search.captured.removeLast();
    }
}

void Router::nameOwner(const QByteArray &path, Match &match) const
{
    const auto entry = std::ranges::find_if(m_owners, [&path](const PathOwner &each) { return covers(each, path); });
    match.owner = entry == m_owners.end() ? m_fallback : entry->owner;
    match.configured = entry == m_owners.end() || entry->configured;
}

Match Router::match(const QByteArray &method, const QByteArray &path) const
{
    Match match;
    if (!path.startsWith('/')) {
        match.owner = m_fallback;
        return match;
    }
    Search search {.method = method, .segments = {}, .names = {}};
    if (const auto exact = m_exact.constFind(path); exact != m_exact.cend())
        consider(**exact, search);
    if (!search.found) {
        search.segments = segmentsOf(path);
        search.names = search.segments;
        walk(*m_strict, 0, search);
    }
    if (!search.found && search.allow.isEmpty()) {
        if (search.segments.size() > 1 && search.segments.last().isEmpty())
            search.segments.removeLast();
        search.names.clear();
        for (const QByteArray &segment : search.segments)
            search.names += segment.toLower();
        walk(*m_loose, 0, search);
    }
    if (search.found) {
        match.routeIndex = *search.found;
        match.route = &m_routes[match.routeIndex];
        match.owner = match.route->owner;
        qsizetype value = 0;
        if (!search.captured.isEmpty()) {
            for (const QByteArray &segment : segmentsOf(match.route->path)) {
                if (segment.startsWith(':') || segment == "*")
                    match.values.emplace_back(segment == "*" ? segment : segment.sliced(1),
                                              QByteArray::fromPercentEncoding(search.captured[value++]));
            }
        }
    } else if (search.allowOwner) {
        match.owner = search.allowOwner;
        match.allow = search.allow.join(", ");
    } else {
        nameOwner(path, match);
    }
    return match;
}

} // namespace signalbox::http
