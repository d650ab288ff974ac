#include "backend/operator/server/revisions/revisions.h"

#include "backend/operator/server/operator_owner.h"
#include "backend/operator/server/revisions/store_key.h"
#include "backend/platform/core/sleep.h"
#include "backend/platform/log/log.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMostHistory = 20'000;
constexpr int kChunk = 500;

/// One sentence for "changed last" and the audit: `KEY: before → after`.
QString sentenceOf(const protocol::SettingChange &change)
{
    const auto word = [&change](const std::optional<QString> &text) {
        if (!text)
            return u"unset"_s;
        return change.secret ? u"secret …"_s + *text : *text;
    };
    return change.key + u": "_s + word(change.before) + u" → "_s + word(change.after);
}

QString sidesOf(const std::vector<StoredChange> &changes, std::optional<QString> protocol::SettingChange::*side)
{
    QStringList lines;
    for (const StoredChange &change : changes) {
        const QString value = (change.shown.*side).value_or(QString());
        lines += change.shown.key + u'=' + (change.shown.secret && !value.isEmpty() ? u"…"_s + value : value);
    }
    return lines.join(u'\n');
}

QString keysOf(const std::vector<StoredChange> &changes)
{
    QStringList keys;
    for (const StoredChange &change : changes)
        keys += change.shown.key;
    return keys.join(u',');
}

bool needsBox(const Plan &plan)
{
    return std::ranges::any_of(plan.changes,
                               [&plan](const StoredChange &change) { return change.secretRef == plan.parent + 1; });
}

/// Why the store did not take a revision; `newest` is for the caller who made it on an older one.
Problem problemOf(const Error &error, qint64 newest)
{
    const QString &text = error.text.text();
    if (error.code == ErrorCode::Conflict && error.detail.text() == kIdempotencyConflict)
        return {409, {.code = QString(kIdempotencyConflict), .message = text}};
    if (error.code == ErrorCode::Conflict)
        return {409, {.code = u"conflict"_s, .message = text, .details = QJsonObject {{"revision"_L1, newest}}}};
    const bool isFull = error.code == ErrorCode::Full;
    return {isFull ? 507 : 503,
            {.code = isFull ? u"store_full"_s : u"store_failed"_s,
             .message = u"the store did not take the change, so nothing was changed: "_s + text}};
}

void warnOfLost(const OverrideSet &set)
{
    for (const auto &[key, entry] : set) {
        if (entry.isLost)
            log::warn("operator", u"revision.secret_lost"_s, {{"setting", QString::fromUtf8(key)}});
    }
}

const security::SealedBox *pointerTo(const std::optional<security::SealedBox> &box)
{
    return box ? &*box : nullptr;
}

} // namespace

/// What the store had beyond what is known here.
struct Revisions::Fresh
{
    std::vector<StoredRevision> revisions;
    OverrideSet set;
};

Revisions::Revisions(RevisionPorts ports, QObject *parent) : QObject(parent), m_ports(std::move(ports)) { }

Result<void> Revisions::open()
{
    // Without its key secrets are lost until there is one; everything else works.
    auto box = findStoreBox(*m_ports.live.current(), m_ports.dataDir);
    if (!box)
        log::warn("operator", u"store_key.unreadable"_s, {{"problem", box.error().text.text()}});
    m_box = box.value_or(std::nullopt);
    RevisionHead head;
    OverrideSet set;
    const auto read = m_ports.store.readNow([&](storage::Connection &connection) -> Result<QVariant> {
        auto found = readRevisionHead(connection);
        if (!found)
            return std::unexpected(found.error());
        head = *found;
        auto overrides = readOverrides(connection, pointerTo(m_box));
        if (!overrides)
            return std::unexpected(overrides.error());
        set = std::move(*overrides);
        return QVariant();
    });
    if (!read)
        return std::unexpected(read.error());
    m_head = head.number;
    m_set = std::move(set);
    // The start has put them in force before the addresses were claimed; another gateway may have been faster.
    if (m_head != qint64(m_ports.live.current()->revision()))
        adopt();
    else
        warnOfLost(m_set);
    loadHistory(this);
    return {};
}

void Revisions::adopt()
{
    const QStringList dropped = m_ports.live.adopt(textsOf(m_set), quint64(m_head), m_ports.clock.wall());
    for (const QString &sentence : dropped)
        log::warn("operator", u"revision.key_dropped"_s, {{"details", sentence}, {"revision", m_head}});
    warnOfLost(m_set);
}

Result<ActEffect> Revisions::write(storage::Connection &connection, const Plan &plan, StoredRevision stored,
                                   const Extras &extras, const security::SealedBox *box) const
{
    const auto head = readRevisionHead(connection);
    if (!head)
        return std::unexpected(head.error());
    if (head->number != plan.parent)
        return fail(ErrorCode::Conflict,
                    PublicText(u"the settings were changed since: revision %1 is the newest"_s.arg(head->number)));
    if (const auto added = appendRevision(connection, *head, stored, plan.changes, box); !added)
        return std::unexpected(added.error());
    if (const auto done = extras.step ? extras.step(connection, stored.revision) : Result<void>(); !done)
        return std::unexpected(done.error());
    const protocol::RevisionAnswer answer {.revision = stored.revision,
                                           .restartDue = plan.diff.restartDue,
                                           .skipped = extras.skipped,
                                           .guardId = extras.guardId,
                                           .timerId = extras.timerId};
    return ActEffect {.target = keysOf(plan.changes),
                      .before = sidesOf(plan.changes, &protocol::SettingChange::before),
                      .after = sidesOf(plan.changes, &protocol::SettingChange::after),
                      .answer = protocol::toJson(answer)};
}

Task<Planned<Revisions::Committed>> Revisions::commit(Act act, Plan plan, Extras extras)
{
    if (plan.changes.empty() && plan.parent == m_head)
        co_return std::unexpected(Problem {400, {.code = u"no_change"_s, .message = u"everything is so already"_s}});
    if (needsBox(plan) && !m_box) {
        auto made = makeStoreBox(*m_ports.live.current(), m_ports.dataDir);
        if (!made)
            co_return std::unexpected(Problem {503, {.code = u"store_failed"_s, .message = made.error().text.text()}});
        m_box = std::move(*made);
    }
    act.reason = storable(act.reason);
    StoredRevision stored {.revision = {.number = plan.parent + 1,
                                        .parent = plan.parent,
                                        .at = m_ports.clock.wall(),
                                        .actor = act.actor,
                                        .role = act.role,
                                        .reason = act.reason,
                                        .rollbackOf = plan.rollbackOf,
                                        .guardId = extras.guardId,
                                        .timerId = extras.timerId,
                                        .id = QString::number(plan.parent + 1)},
                           .changes = changesToJson(plan.changes)};
    for (const StoredChange &change : plan.changes)
        stored.revision.changes.push_back(change.shown);
    if (act.target.isEmpty())
        act.target = keysOf(plan.changes);
    const ActJournal::Change change = [this, plan, stored, extras, box = m_box](storage::Connection &connection) {
        return write(connection, plan, stored, extras, pointerTo(box));
    };
    const auto outcome = co_await m_ports.journal.commit(std::move(act), change);
    if (!outcome) {
        if (outcome.error().code == ErrorCode::Conflict)
            co_await catchUp();
        co_return std::unexpected(problemOf(outcome.error(), m_head));
    }
    if (!outcome->replayed) {
        // The hash was made in the transaction.
        const auto made = protocol::fromJson<protocol::Revision>(outcome->answer["revision"_L1].toObject());
        stored.revision.hash = made->hash;
        install(stored, plan.changes);
    }
    co_return Committed {outcome->answer, outcome->replayed};
}

void Revisions::install(const StoredRevision &stored, const std::vector<StoredChange> &changes)
{
    // The look at the store that goes on beside may have been faster.
    if (stored.revision.number <= m_head)
        return;
    m_head = stored.revision.number;
    apply(m_set, stored.revision, changes);
    adopt();
    announce(stored.revision);
    Q_EMIT changed();
}

void Revisions::announce(const protocol::Revision &revision)
{
    m_history.push_front(revision);
    if (m_history.size() > kMostHistory)
        m_history.pop_back();
    protocol::RevisionEvent event {.revision = revision};
    const settings::SnapshotPtr now = m_ports.live.current();
    for (const QByteArray &key : settings::restartDue(m_ports.live.catalogue(), *now))
        event.restartDue.push_back(QString::fromUtf8(key));
    m_ports.hub.publish(protocol::kTopicRevisions, protocol::toJson(event));
    QStringList lines;
    for (const protocol::SettingChange &change : revision.changes)
        lines += sentenceOf(change);
    log::info("operator", u"revision.applied"_s,
              {{"revision", revision.number}, {"actor", revision.actor}, {"details", lines.join(u"; "_s)}});
    if (m_ports.note)
        m_ports.note({.at = revision.at,
                      .kind = u"revision"_s,
                      .actor = revision.actor,
                      .what = lines.join(u"; "_s).left(500),
                      .detail = revision.reason});
}

void Revisions::tell(const protocol::GuardView &guard)
{
    m_ports.hub.publish(protocol::kTopicRevisions, protocol::toJson(protocol::RevisionEvent {.guard = guard}));
}

Task<Result<OverrideSet>> Revisions::asOf(qint64 number)
{
    if (number < 0 || number > m_head)
        co_return fail(ErrorCode::NotFound, PublicText(u"there is no revision %1"_s.arg(number)));
    const auto set = std::make_shared<OverrideSet>();
    const auto read = co_await m_ports.store.read(
        [set, number, box = m_box](storage::Connection &connection) -> Result<QVariant> {
            auto then = overridesAsOf(connection, number, pointerTo(box));
            if (!then)
                return std::unexpected(then.error());
            *set = std::move(*then);
            return QVariant();
        });
    if (!read)
        co_return std::unexpected(read.error());
    co_return std::move(*set);
}

Task<bool> Revisions::catchUp()
{
    return follow(this);
}

Task<bool> Revisions::follow(QPointer<Revisions> self)
{
    const auto fresh = std::make_shared<Fresh>();
    const qint64 known = self->m_head;
    const auto read = co_await self->m_ports.store.read(
        [fresh, known, box = self->m_box](storage::Connection &connection) -> Result<QVariant> {
            *fresh = {};
            auto revisions = revisionsAfter(connection, known, kChunk);
            if (!revisions)
                return std::unexpected(revisions.error());
            fresh->revisions = std::move(*revisions);
            if (fresh->revisions.empty())
                return QVariant();
            auto set = overridesAsOf(connection, fresh->revisions.back().revision.number, pointerTo(box));
            if (!set)
                return std::unexpected(set.error());
            fresh->set = std::move(*set);
            return QVariant();
        });
    if (!self || !read)
        co_return read.has_value();
    if (fresh->revisions.empty() || fresh->revisions.back().revision.number <= self->m_head)
        co_return true;
    const qint64 before = self->m_head;
    self->m_head = fresh->revisions.back().revision.number;
    self->m_set = std::move(fresh->set);
    self->adopt();
    for (const StoredRevision &stored : fresh->revisions) {
        if (stored.revision.number > before)
            self->announce(stored.revision);
    }
    Q_EMIT self->changed();
    co_return true;
}

Task<void> Revisions::loadHistory(QPointer<Revisions> self)
{
    // Bit by bit, so that a long history never holds up the thread; new revisions are put in front meanwhile.
    const qint64 last = self->m_head;
    const qint64 first = std::max<qint64>(0, last - qint64(kMostHistory));
    for (qint64 number = first; number < last;) {
        const auto part = std::make_shared<std::vector<StoredRevision>>();
        const auto read = co_await self->m_ports.store.read(
            [part, number](storage::Connection &connection) -> Result<QVariant> {
                auto revisions = revisionsAfter(connection, number, kChunk);
                if (!revisions)
                    return std::unexpected(revisions.error());
                *part = std::move(*revisions);
                return QVariant();
            });
        if (!self)
            co_return;
        if (!read || part->empty()) {
            co_await core::sleepFor(core::milliseconds(500));
            if (!self)
                co_return;
            continue;
        }
        const auto place = std::ranges::find_if(self->m_history, [number](const protocol::Revision &each) {
            return each.number <= number;
        });
        auto at = place;
        for (const StoredRevision &stored : *part) {
            if (stored.revision.number <= last)
                at = self->m_history.insert(at, stored.revision);
        }
        number = part->back().revision.number;
        co_await core::sleepFor(core::milliseconds(0));
        if (!self)
            co_return;
    }
    self->m_isLoaded = true;
    for (const core::OneShot<bool> &waiting : std::exchange(self->m_waiting, {}))
        waiting.resolve(true);
}

Task<std::vector<protocol::Revision>> Revisions::history()
{
    if (!m_isLoaded) {
        const core::OneShot<bool> loaded = m_waiting.emplace_back();
        co_await loaded;
    }
    co_return std::vector<protocol::Revision>(m_history.begin(), m_history.end());
}

Task<Result<protocol::Revision>> Revisions::find(qint64 number)
{
    const auto found = std::make_shared<std::vector<StoredRevision>>();
    const auto read = co_await m_ports.store.read([found, number](storage::Connection &connection) -> Result<QVariant> {
        auto revisions = revisionsAfter(connection, number - 1, 1);
        if (!revisions)
            return std::unexpected(revisions.error());
        *found = std::move(*revisions);
        return QVariant();
    });
    if (!read)
        co_return std::unexpected(read.error());
    if (found->empty() || found->front().revision.number != number)
        co_return fail(ErrorCode::NotFound, PublicText(u"there is no revision %1"_s.arg(number)));
    co_return found->front().revision;
}

Task<Result<protocol::ChainVerdict>> Revisions::verify()
{
    protocol::ChainVerdict verdict {.at = m_ports.clock.wall()};
    const qint64 last = m_head;
    while (verdict.ok && verdict.revisions < last) {
        const auto part = std::make_shared<std::vector<StoredRevision>>();
        const qint64 checked = verdict.revisions;
        const auto read = co_await m_ports.store.read(
            [part, checked](storage::Connection &connection) -> Result<QVariant> {
                auto revisions = revisionsAfter(connection, checked, kChunk);
                if (!revisions)
                    return std::unexpected(revisions.error());
                *part = std::move(*revisions);
                return QVariant();
            });
        if (!read)
            co_return std::unexpected(read.error());
        if (part->empty())
            verdict.ok = false;
        for (const StoredRevision &stored : *part) {
            const bool fits = stored.revision.number == verdict.revisions + 1
                && stored.revision.hash == revisionHash(stored, verdict.head);
            if (!fits) {
                verdict.ok = false;
                break;
            }
            ++verdict.revisions;
            verdict.head = stored.revision.hash;
        }
        co_await core::sleepFor(core::milliseconds(0));
    }
    if (!verdict.ok)
        verdict.brokenAt = verdict.revisions + 1;
    co_return verdict;
}

} // namespace signalbox::server
