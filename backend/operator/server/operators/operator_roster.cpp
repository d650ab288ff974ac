#include "backend/operator/server/operators/operator_roster.h"

#include "backend/operator/server/acts/audit_store.h"
#include "backend/platform/log/log.h"

#include <QPointer>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct OperatorRoster::Reading
{
    AuditHead head;
    std::vector<protocol::AuditEntry> entries;
    std::optional<std::vector<StoredOperator>> operators; ///< none: nothing has happened since
};

namespace {

/// Reads on from `lastId`; the operators too when something has happened, or `always`.
template <class Reading>
storage::Work readingWork(std::shared_ptr<Reading> reading, qint64 lastId, bool always)
{
    return [reading = std::move(reading), lastId, always](storage::Connection &connection) -> Result<QVariant> {
        *reading = {};
        const auto head = readAuditHead(connection);
        if (!head)
            return std::unexpected(head.error());
        reading->head = *head;
        if (head->id == lastId && !always)
            return QVariant();
        auto entries = auditAfter(connection, lastId, kAuditChunk);
        if (!entries)
            return std::unexpected(entries.error());
        auto operators = readOperators(connection);
        if (!operators)
            return std::unexpected(operators.error());
        reading->entries = std::move(*entries);
        reading->operators = std::move(*operators);
        return QVariant();
    };
}

} // namespace

OperatorRoster::OperatorRoster(storage::Database &store, OperatorAuth &auth, EventHub &hub, QObject *parent)
    : QObject(parent), m_store(store), m_auth(auth), m_hub(hub)
{
    connect(&m_everyLook, &QTimer::timeout, this, [this] { follow(this, false); });
    connect(&m_everySave, &QTimer::timeout, this, [this] { saveSeen(); });
}

Result<void> OperatorRoster::start()
{
    const auto reading = std::make_shared<Reading>();
    if (const auto read = m_store.readNow(readingWork(reading, 0, true)); !read)
        return std::unexpected(read.error());
    // What happened before is no news for the stream.
    reading->entries.clear();
    take(*reading);
    m_lastId = reading->head.id;
    m_everyLook.start(500ms);
    m_everySave.start(30s);
    return {};
}

Task<bool> OperatorRoster::refresh()
{
    return follow(this, true);
}

Task<bool> OperatorRoster::follow(QPointer<OperatorRoster> self, bool always)
{
    // A tick that comes while one is under way has nothing to add; whoever waits for the tokens reads for himself.
    if (self->m_isFollowing && !always)
        co_return false;
    self->m_isFollowing = true;
    const quint64 number = ++self->m_readings;
    const auto reading = std::make_shared<Reading>();
    const auto read = co_await self->m_store.read(readingWork(reading, self->m_lastId, always));
    if (!self)
        co_return false;
    self->m_isFollowing = false;
    if (!read && !self->m_failing)
        log::warn("operator", u"operators.unreadable"_s, {{"problem", read.error().text.text()}});
    self->m_failing = !read;
    // Readings may end in another order than they began; an older one would bring back what has changed since.
    if (read && number > self->m_taken) {
        self->m_taken = number;
        self->take(*reading);
    }
    co_return read.has_value();
}

void OperatorRoster::take(const Reading &reading)
{
    // A store that was put back from a backup stands earlier than what was published.
    if (reading.head.id < m_lastId)
        m_lastId = reading.head.id;
    for (const protocol::AuditEntry &entry : reading.entries) {
        if (entry.id.toLongLong() <= m_lastId)
            continue;
        m_lastId = entry.id.toLongLong();
        m_hub.publish(protocol::kTopicAudit, protocol::toJson(entry));
    }
    if (!reading.operators)
        return;
    m_operators = *reading.operators;
    std::vector<OperatorToken> tokens;
    for (const StoredOperator &each : m_operators) {
        if (each.view.state == protocol::OperatorState::Active)
            tokens.push_back({each.tokenDigest, {each.view.name, each.view.role, each.view.addresses}});
    }
    m_auth.setOperators(std::move(tokens));
}

std::vector<protocol::OperatorView> OperatorRoster::operators() const
{
    std::vector<protocol::OperatorView> views;
    for (const StoredOperator &each : m_operators) {
        views.push_back(each.view);
        if (const auto seen = m_auth.lastSeen(each.view.name))
            views.back().lastSeen = std::max(seen, views.back().lastSeen);
    }
    return views;
}

Task<bool> OperatorRoster::saveSeen()
{
    const auto seen = m_auth.takeSeen();
    if (seen.empty())
        co_return true;
    const auto saved = co_await m_store.write([seen](storage::Connection &connection) -> Result<QVariant> {
        if (const auto done = saveLastSeen(connection, seen); !done)
            return std::unexpected(done.error());
        return QVariant();
    });
    co_return saved.has_value();
}

} // namespace signalbox::server
