#include "backend/runtime/approvals_outbox.h"

#include "backend/operator/server/breakers/breaker_views.h"
#include "backend/platform/core/json_parse.h"
#include "backend/platform/storage/outbox_store.h"
#include "backend/runtime/approvals_rows.h"
#include "backend/runtime/read_aside.h"
#include "backend/services/approvals/candidate_steps.h"
#include "backend/services/approvals/outbox_view.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;
using protocol::OutboxItem;
using storage::Connection;

namespace {

constexpr int kRowsAtOnce = 500;

/// Messages of one state, the newest first, behind those that are in `items` already.
Result<void> addItems(Connection &connection, storage::OutboxState state, int most, std::vector<OutboxItem> &items)
{
    const storage::OutboxStore store(approvals::kOutboxTable);
    QString cursor;
    do {
        const auto page = store.list(connection, state, std::min(most, kRowsAtOnce), cursor);
        if (!page)
            return std::unexpected(page.error());
        for (const storage::OutboxRow &row : page->rows)
            items.push_back(outboxItem(row));
        most -= int(page->rows.size());
        cursor = page->nextCursor;
    } while (!cursor.isEmpty() && most > 0);
    return {};
}

Result<std::vector<OutboxItem>> readItems(Connection &connection, bool delivered)
{
    using enum storage::OutboxState;
    std::vector<OutboxItem> items;
    for (const storage::OutboxState state : {Pending, Dead, Delivered}) {
        if (state == Delivered && !delivered)
            continue;
        // A share for each, so that many that wait do not hide the dead ones.
        const int most = state == Delivered ? server::kMostMessages : server::kMostMessages / 2;
        if (const auto added = addItems(connection, state, most, items); !added)
            return std::unexpected(added.error());
    }
    return items;
}

Result<std::vector<protocol::OutboxTarget>> readTargets(Connection &connection)
{
    const auto tallies = approvals::outboxTallies(connection);
    if (!tallies)
        return std::unexpected(tallies.error());
    // There is one receiver, also while nothing waits for it.
    protocol::OutboxTarget core {.service = u"approvals"_s, .target = u"core_webhook"_s};
    for (const approvals::OutboxTally &tally : *tallies) {
        core.pending += tally.pending;
        core.retrying += tally.retrying;
        core.held += tally.held;
        core.dead += tally.dead;
        if (tally.oldest)
            core.oldestAt = std::min(*tally.oldest, core.oldestAt.value_or(*tally.oldest));
    }
    return std::vector {core};
}

Result<storage::OutboxRow> readMessage(Connection &connection, const QString &id)
{
    auto row = storage::OutboxStore(approvals::kOutboxTable).find(connection, id);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return fail(ErrorCode::NotFound, PublicText(u"no such message"_s));
    if ((*row)->state == storage::OutboxState::Delivered)
        return fail(ErrorCode::Conflict, PublicText(u"the message was delivered"_s));
    return std::move(**row);
}

QJsonObject maskedBody(const QByteArray &bytes)
{
    QJsonObject body = core::parseJsonObject(bytes).value_or(QJsonObject());
    if (body["decider"_L1].isString())
        body["decider"_L1] = maskedActor(body["decider"_L1].toString());
    return body;
}

std::vector<QString> namesOf(const Headers &headers)
{
    std::vector<QString> names;
    for (const auto &[name, value] : headers.fields())
        names.push_back(QString::fromLatin1(name));
    return names;
}

} // namespace

ApprovalsOutbox::ApprovalsOutbox(ApprovalsShared &shared, const settings::Publisher &settings,
                                 std::shared_ptr<upstream::BreakerBoard> breakers, cpu::Pool *pool,
                                 const core::Clock &clock)
    : m_shared(shared), m_settings(settings), m_breakers(std::move(breakers)), m_pool(pool), m_clock(clock)
{
}

Task<Result<std::vector<OutboxItem>>> ApprovalsOutbox::items(bool delivered)
{
    co_return co_await readAside<std::vector<OutboxItem>>(
        &m_shared.database(), m_pool,
        [delivered](Connection &connection) { return readItems(connection, delivered); });
}

Task<Result<std::vector<protocol::OutboxTarget>>> ApprovalsOutbox::targets()
{
    co_return co_await readAside<std::vector<protocol::OutboxTarget>>(
        &m_shared.database(), m_pool, [](Connection &connection) { return readTargets(connection); });
}

QString ApprovalsOutbox::breakerWord() const
{
    for (const upstream::BreakerView &view : m_breakers->list()) {
        if (view.upstream == "core_webhook")
            return protocol::wordOf(server::viewOf(view).state);
    }
    return {};
}

Task<Result<protocol::ReplayAnswer>> ApprovalsOutbox::preview(QString id)
{
    auto row = co_await readAside<storage::OutboxRow>(
        &m_shared.database(), m_pool, [id](Connection &connection) { return readMessage(connection, id); });
    if (!row)
        co_return std::unexpected(row.error());
    const approvals::ConfigPtr config = approvals::configFrom(*m_settings.current());
    const core::WallTime now = m_clock.wall();
    protocol::ReplayAnswer answer {.item = outboxItem(*row)};
    storage::OutboxRow next = *row;
    ++next.attempts;
    answer.preview = protocol::ReplayPreview {
        .method = u"POST"_s,
        .url = config->callback.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment),
        .headers = namesOf(approvals::deliveryHeaders(config->callback, next, now)),
        .body = maskedBody(row->body),
        .breaker = breakerWord()};
    co_return answer;
}

server::OutboxPort::Step ApprovalsOutbox::replay(QString id, QString actor)
{
    return [id = std::move(id), actor = std::move(actor),
            now = m_clock.wall()](Connection &connection) -> Result<OutboxItem> {
        const auto row = approvals::replayDecision(connection, id, actor, now);
        if (!row)
            return std::unexpected(row.error());
        return outboxItem(*row);
    };
}

void ApprovalsOutbox::wake()
{
    m_shared.door().wake({.outbox = true});
}

} // namespace signalbox::runtime
