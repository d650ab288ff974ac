#include "backend/platform/cluster/rate_window.h"

#include "backend/platform/cluster/rate_sync.h"
#include "backend/platform/cluster/rate_table.h"
#include "backend/platform/metrics/registry.h"

namespace signalbox::cluster {

using namespace Qt::StringLiterals;

namespace {

class TableWindow : public RateWindow
{
public:
    TableWindow(std::shared_ptr<RateTable> table, QByteArray name, metrics::Registry *registry)
        : m_table(std::move(table)), m_name(std::move(name)), m_registry(registry)
    {
        if (m_registry) {
            m_registry->declare({kFamily, "Keys forgotten by a full rate limit table while in use"_ba,
                                 metrics::Kind::Counter});
            m_registry->counter(kFamily, {{"window"_ba, m_name}});
        }
    }

    RateVerdict take(QByteArrayView key, int limitPerMinute, core::WallTime now) override
    {
        const quint64 before = m_table->evictions();
        const RateVerdict verdict = m_table->take(key, limitPerMinute, now);
        if (m_registry && m_table->evictions() != before)
            countEvictions();
        return verdict;
    }

private:
    static constexpr auto kFamily = "signalbox_rate_window_evictions_total";

    void countEvictions()
    {
        const quint64 all = m_table->evictions();
        const quint64 counted = m_counted.exchange(all, std::memory_order_relaxed);
        if (all > counted)
            m_registry->counter(kFamily, {{"window"_ba, m_name}}).add(all - counted);
    }

    std::shared_ptr<RateTable> m_table;
    QByteArray m_name;
    metrics::Registry *m_registry;
    std::atomic<quint64> m_counted {0};
};

} // namespace

std::unique_ptr<RateWindow> makeRateWindow(size_t capacity)
{
    return std::make_unique<TableWindow>(std::make_shared<RateTable>(capacity, false), QByteArray(), nullptr);
}

std::unique_ptr<RateWindow> makeRateWindow(const QByteArray &name, metrics::Registry &registry, size_t capacity)
{
    return std::make_unique<TableWindow>(std::make_shared<RateTable>(capacity, false), name, &registry);
}

std::unique_ptr<RateWindow> makeSharedRateWindow(const QByteArray &name, metrics::Registry &registry,
                                                 RedisConnection &redis, size_t capacity)
{
    auto table = std::make_shared<RateTable>(capacity, true);
    new RateSync(name, table, redis); // owned by its parent, the connection
    return std::make_unique<TableWindow>(std::move(table), name, &registry);
}

} // namespace signalbox::cluster
