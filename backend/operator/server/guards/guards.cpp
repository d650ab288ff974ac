#include "backend/operator/server/guards/guards.h"

#include "backend/operator/server/guards/guard_judge.h"
#include "backend/operator/server/guards/guard_store.h"
#include "backend/operator/server/sample_specs.h"
#include "backend/platform/log/log.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::GuardKind;
using protocol::GuardState;
using protocol::GuardView;

namespace {

constexpr int kMostGuards = 200;
constexpr qint64 kShortestTimer = 5;
constexpr qint64 kLongestTimer = 604'800;
constexpr quint64 kTicksPerNews = 5; ///< the stream hears of a watching guard every so many seconds
constexpr quint64 kTicksPerReload = 5;
constexpr quint64 kGraceTicks = 12; ///< until a gateway is thought to be gone after the start
constexpr std::chrono::seconds kRetry {5};
constexpr int kTries = 5;

std::unexpected<Problem> bad(const QString &field, const QString &message)
{
    return std::unexpected(Problem {400, {.code = u"bad_request"_s, .message = message, .field = field}});
}

core::WallTime wallSecond(core::WallTime at)
{
    return std::chrono::floor<std::chrono::seconds>(at);
}

QString actorOf(const GuardView &guard)
{
    return protocol::wordOf(guard.kind);
}

} // namespace

Guards::Guards(GuardPorts ports, QObject *parent) : QObject(parent), m_ports(ports) { }

Result<void> Guards::open()
{
    const auto read = m_ports.store.readNow([this](storage::Connection &connection) -> Result<QVariant> {
        auto guards = readGuards(connection, kMostGuards);
        if (!guards)
            return std::unexpected(guards.error());
        m_guards = std::move(*guards);
        return QVariant();
    });
    if (!read)
        return std::unexpected(read.error());
    // Alone on its store, this gateway is the only one that can go on watching.
    if (m_ports.store.dialect() == storage::Dialect::Sqlite) {
        for (const GuardView &guard : m_guards) {
            if (guard.state == GuardState::Watching)
                watch(guard);
        }
    }
    return {};
}

GuardView *Guards::find(const QString &id)
{
    const auto found = std::ranges::find(m_guards, id, &GuardView::id);
    return found == m_guards.end() ? nullptr : &*found;
}

bool Guards::isOwn(const GuardView &guard) const
{
    return guard.state == GuardState::Watching && m_watches.contains(guard.id);
}

void Guards::watch(const GuardView &guard)
{
    const auto left = std::clamp<core::milliseconds>(guard.until - m_ports.clock.wall(), 0ms,
                                                     guard.until - guard.startedAt);
    m_watches[guard.id] = {.deadline = m_ports.clock.steady() + left, .nextTry = {}};
}

void Guards::replace(const GuardView &guard)
{
    if (guard.state != GuardState::Watching)
        m_watches.erase(guard.id);
    if (GuardView *known = find(guard.id))
        *known = guard;
    m_ports.revisions.tell(guard);
}

Planned<Revisions::Extras> Guards::extrasFor(const Plan &plan, const std::optional<protocol::GuardSpec> &spec,
                                             const std::optional<qint64> &backAfterSec, const QString &actor)
{
    const core::WallTime now = m_ports.clock.wall();
    const qint64 number = plan.parent + 1;
    GuardView common {.revision = number, .actor = actor, .startedAt = now, .instance = m_ports.replicas.instance()};
    for (const StoredChange &change : plan.changes)
        common.keys.push_back(change.shown.key);
    Revisions::Extras extras;
    std::vector<GuardView> guards;
    if (spec) {
        if (const auto wrong = badSpec(*spec))
            return bad(wrong->field, wrong->message);
        if (spec->service && !m_ports.meter.hasService(*spec->service))
            return bad(u"guard.service"_s, u"there is no service '%1' here"_s.arg(*spec->service));
        if (spec->provider && m_ports.meter.providerOf(*spec->provider).isEmpty())
            return bad(u"guard.provider"_s, u"there is no provider '%1' here"_s.arg(*spec->provider));
        if (spec->metric != "error_rate"_L1 && spec->metric != "p95"_L1 && unitOfMetric(spec->metric).isNull())
            return bad(u"guard.metric"_s, u"there is no figure '%1'"_s.arg(spec->metric));
        GuardView guard = common;
        guard.id = u"g%1"_s.arg(number);
        guard.spec = spec;
        guard.until = now + std::chrono::seconds(spec->watchSec);
        guard.before = m_ports.meter.window(*spec, wallSecond(now) - std::chrono::seconds(spec->watchSec),
                                            wallSecond(now) - 1s);
        guard.reason = u"watching"_s;
        extras.guardId = guard.id;
        guards.push_back(std::move(guard));
    }
    if (backAfterSec) {
        if (*backAfterSec < kShortestTimer || *backAfterSec > kLongestTimer)
            return bad(u"backAfterSec"_s, u"backAfterSec must be %1 to %2"_s.arg(kShortestTimer).arg(kLongestTimer));
        GuardView timer = common;
        timer.id = u"t%1"_s.arg(number);
        timer.kind = GuardKind::Timer;
        timer.until = now + std::chrono::seconds(*backAfterSec);
        timer.reason = u"taken back after %1 s"_s.arg(*backAfterSec);
        extras.timerId = timer.id;
        guards.push_back(std::move(timer));
    }
    if (!guards.empty())
        extras.step = [guards](storage::Connection &connection, const protocol::Revision &) -> Result<void> {
            for (const GuardView &guard : guards) {
                if (auto added = addGuard(connection, guard); !added)
                    return added;
            }
            return {};
        };
    extras.guards = std::move(guards);
    return extras;
}

void Guards::begin(const Revisions::Extras &extras)
{
    for (const GuardView &guard : extras.guards) {
        if (find(guard.id))
            continue;
        m_guards.insert(m_guards.begin(), guard);
        watch(guard);
        m_ports.revisions.tell(guard);
    }
    while (m_guards.size() > size_t(kMostGuards) && m_guards.back().state != GuardState::Watching)
        m_guards.pop_back();
}

void Guards::tick()
{
    ++m_ticks;
    m_ports.meter.take(m_ports.clock.steady(), m_ports.clock.wall());
    // By id: what follows may change the list.
    std::vector<QString> ids;
    for (const auto &[id, watch] : m_watches)
        ids.push_back(id);
    for (const QString &id : ids) {
        if (GuardView *guard = find(id); guard && isOwn(*guard))
            follow(*guard);
    }
    if (m_ports.store.dialect() == storage::Dialect::Postgres && m_ticks % kTicksPerReload == 0)
        reload(this);
}

void Guards::follow(GuardView &guard)
{
    Watch &watch = m_watches[guard.id];
    const core::SteadyTime steady = m_ports.clock.steady();
    if (watch.isBusy || steady < watch.nextTry)
        return;
    core::WallTime now = m_ports.clock.wall();
    if (steady >= watch.deadline)
        now = std::max(now, guard.until);
    if (guard.kind == GuardKind::Timer) {
        if (now < guard.until)
            return;
        GuardView over = guard;
        over.state = GuardState::Elapsed;
        over.endedAt = now;
        watch.isBusy = true;
        takeBack(this, over);
        return;
    }
    // The first second after the flip holds requests from before it.
    const protocol::GuardWindow after
        = m_ports.meter.window(*guard.spec, wallSecond(guard.startedAt) + 2s, wallSecond(now));
    const GuardView next = judged(guard, after, now);
    if (next.state == GuardState::Watching) {
        guard = next;
        if (m_ticks % kTicksPerNews == 0)
            m_ports.revisions.tell(guard);
        return;
    }
    watch.isBusy = true;
    if (next.state == GuardState::Broken)
        takeBack(this, next);
    else
        end(this, next);
}

Task<void> Guards::end(QPointer<Guards> self, GuardView guard)
{
    const auto done = co_await self->m_ports.store.write([guard](storage::Connection &connection) -> Result<QVariant> {
        if (const auto updated = updateGuard(connection, guard); !updated)
            return std::unexpected(updated.error());
        return QVariant();
    });
    if (!self)
        co_return;
    if (done) {
        self->replace(guard);
    } else if (done.error().code == ErrorCode::Conflict) {
        self->m_watches.erase(guard.id);
        co_await reload(self);
    } else if (const auto watch = self->m_watches.find(guard.id); watch != self->m_watches.end()) {
        watch->second.isBusy = false;
        watch->second.nextTry = self->m_ports.clock.steady() + kRetry;
    }
}

Task<Planned<Plan>> Guards::planBack(GuardView guard)
{
    const auto was = co_await m_ports.revisions.asOf(guard.revision - 1);
    const auto set = co_await m_ports.revisions.asOf(guard.revision);
    if (!was || !set)
        co_return std::unexpected(
            Problem{503, {.code = u"store_failed"_s, .message = (was ? set : was).error().text.text()}});
    const Present present = m_ports.revisions.present();
    const auto holds = [](const OverrideSet &in, const QByteArray &key) {
        const auto found = in.find(key);
        return found == in.end() ? std::optional<Override>() : found->second;
    };
    OverrideSet target = present.set;
    for (const QString &name : guard.keys) {
        const QByteArray key = name.toUtf8();
        const auto now = holds(present.set, key);
        const auto flipped = holds(*set, key);
        const bool isUntouched = now && flipped ? now->holdsSameAs(*flipped) : !now && !flipped;
        if (!isUntouched)
            continue;
        target.erase(key);
        if (const auto before = holds(*was, key))
            target.emplace(key, *before);
    }
    std::vector<protocol::SkippedKey> skipped;
    target = restorable(m_ports.revisions.live(), present, std::move(target), skipped);
    auto plan = planOf(m_ports.revisions.live(), present, target, m_ports.clock.wall());
    if (plan)
        plan->rollbackOf = guard.revision;
    co_return plan;
}

Task<bool> Guards::tryTakeBack(QPointer<Guards> self, GuardView guard)
{
    auto plan = co_await self->planBack(guard);
    if (!self)
        co_return true;
    if (!plan && plan.error().status != 400) {
        log::error("operator", u"guard.take_back_failed"_s,
                   {{"guard", guard.id}, {"problem", plan.error().error.message}});
        co_return false;
    }
    if (!plan || plan->changes.empty()) {
        guard.reason += !plan ? u"; it could not be taken back: "_s + plan.error().error.message
                              : u"; nothing was taken back, because its settings were changed since"_s;
        co_await end(self, guard);
        co_return true;
    }
    guard.tookBack = plan->parent + 1;
    const Act act {.actor = actorOf(guard),
                   .role = u"gateway"_s,
                   .address = {},
                   .name = actorOf(guard) + u".rollback"_s,
                   .reason = u"revision %1 taken back: %2"_s.arg(guard.revision).arg(guard.reason).left(500)};
    Revisions::Extras extras;
    extras.step = [guard](storage::Connection &connection, const protocol::Revision &) {
        return updateGuard(connection, guard);
    };
    const auto committed = co_await self->m_ports.revisions.commit(act, std::move(*plan), std::move(extras));
    if (!self)
        co_return true;
    if (committed) {
        log::warn("operator", u"guard.took_back"_s, {{"guard", guard.id}, {"details", guard.reason}});
        self->replace(guard);
        co_return true;
    }
    if (committed.error().status != 409)
        log::error("operator", u"guard.take_back_failed"_s,
                   {{"guard", guard.id}, {"problem", committed.error().error.message}});
    co_return false;
}

Task<void> Guards::takeBack(QPointer<Guards> self, GuardView guard)
{
    // Somebody else may change the settings in between; then it is planned again.
    for (int i = 0; i < kTries; ++i) {
        if (co_await tryTakeBack(self, guard) || !self)
            co_return;
    }
    co_await reload(self);
    if (!self)
        co_return;
    if (const auto watch = self->m_watches.find(guard.id); watch != self->m_watches.end()) {
        watch->second.isBusy = false;
        watch->second.nextTry = self->m_ports.clock.steady() + kRetry;
    }
}

Task<void> Guards::reload(QPointer<Guards> self)
{
    const auto guards = std::make_shared<std::vector<GuardView>>();
    const auto read = co_await self->m_ports.store.read([guards](storage::Connection &connection) -> Result<QVariant> {
        auto all = readGuards(connection, kMostGuards);
        if (!all)
            return std::unexpected(all.error());
        *guards = std::move(*all);
        return QVariant();
    });
    if (!self || !read)
        co_return;
    for (GuardView &guard : *guards) {
        const GuardView *known = self->find(guard.id);
        // What is watched here is newer here than in the store.
        if (known && guard.state == GuardState::Watching && self->isOwn(*known)) {
            guard = *known;
            continue;
        }
        if (guard.state != GuardState::Watching) {
            self->m_watches.erase(guard.id);
            if (!known || known->state == GuardState::Watching)
                self->m_ports.revisions.tell(guard);
        } else if (self->m_ticks >= kGraceTicks && !self->m_ports.replicas.isPresent(guard.instance)) {
            guard.instance = self->m_ports.replicas.instance();
            self->watch(guard);
        }
    }
    self->m_guards = std::move(*guards);
}

Task<Planned<QJsonObject>> Guards::stop(Act act, QString id)
{
    const GuardView *known = find(id);
    if (!known)
        co_return std::unexpected(Problem{404, {.code = u"not_found"_s, .message = u"there is no guard %1"_s.arg(id)}});
    GuardView guard = *known;
    guard.state = GuardState::Stopped;
    guard.endedAt = m_ports.clock.wall();
    guard.worseSince.reset();
    guard.reason = u"stopped by %1: %2"_s.arg(act.actor, act.reason);
    const auto outcome = co_await m_ports.journal.commit(
        std::move(act), [guard](storage::Connection &connection) -> Result<ActEffect> {
            if (const auto updated = updateGuard(connection, guard); !updated)
                return std::unexpected(updated.error());
            return ActEffect {.target = guard.id, .before = u"watching"_s, .after = u"stopped"_s};
        });
    if (!outcome && outcome.error().code == ErrorCode::Conflict)
        co_return std::unexpected(Problem {409, {.code = u"conflict"_s, .message = outcome.error().text.text()}});
    if (!outcome)
        co_return std::unexpected(Problem {503, {.code = u"store_failed"_s, .message = outcome.error().text.text()}});
    if (!outcome->replayed)
        replace(guard);
    co_return outcome->answer;
}

} // namespace signalbox::server
