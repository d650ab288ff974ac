#include "backend/operator/server/revisions/replicas.h"

#include <QCoreApplication>
#include <QSysInfo>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kLooksPerWord = 4; ///< a word every two seconds

} // namespace

Replicas::Replicas(storage::Database &store, Revisions &revisions, const core::Clock &clock, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_revisions(revisions),
      m_clock(clock),
      m_instance(u"%1:%2:%3"_s.arg(QSysInfo::machineHostName())
                     .arg(QCoreApplication::applicationPid())
                     .arg(core::epochMs(clock.wall())))
{
    connect(&m_everyLook, &QTimer::timeout, this, [this] { look(this); });
}

void Replicas::start()
{
    if (m_store.dialect() != storage::Dialect::Postgres) {
        m_present = {{m_instance, m_clock.wall(), 0}};
        return;
    }
    m_everyLook.setTimerType(Qt::PreciseTimer);
    m_everyLook.start(500ms);
    look(this);
}

bool Replicas::isPresent(const QString &instance) const
{
    return std::ranges::find(m_present, instance, &Replica::instance) != m_present.end();
}

core::milliseconds Replicas::lag() const
{
    core::milliseconds longest {0};
    for (const auto &[instance, since] : m_behindSince)
        longest = std::max(longest, std::chrono::duration_cast<core::milliseconds>(m_clock.steady() - since));
    return longest;
}

Task<void> Replicas::look(QPointer<Replicas> self)
{
    if (self->m_isLooking)
        co_return;
    self->m_isLooking = true;
    const bool isRead = co_await self->m_revisions.catchUp();
    if (!self)
        co_return;
    if (isRead && self->m_looks++ % kLooksPerWord == 0) {
        const Replica own {self->m_instance, self->m_clock.wall(), self->m_revisions.present().head};
        const auto replicas = std::make_shared<std::vector<Replica>>();
        const auto done
            = co_await self->m_store.write([own, replicas](storage::Connection &connection) -> Result<QVariant> {
                  if (const auto saved = saveReplica(connection, own); !saved)
                      return std::unexpected(saved.error());
                  auto all = readReplicas(connection);
                  if (!all)
                      return std::unexpected(all.error());
                  *replicas = std::move(*all);
                  return QVariant();
              });
        if (!self)
            co_return;
        if (done)
            self->take(std::move(*replicas));
    }
    self->m_isLooking = false;
}

void Replicas::take(std::vector<Replica> replicas)
{
    const core::WallTime oldest = m_clock.wall() - kPresence;
    std::erase_if(replicas, [oldest](const Replica &replica) { return replica.at < oldest; });
    m_present = std::move(replicas);
    std::map<QString, core::SteadyTime> behindSince;
    for (const Replica &replica : m_present) {
        if (replica.revision >= m_revisions.present().head)
            continue;
        const auto known = m_behindSince.find(replica.instance);
        behindSince[replica.instance] = known == m_behindSince.end() ? m_clock.steady() : known->second;
    }
    m_behindSince = std::move(behindSince);
}

} // namespace signalbox::server
