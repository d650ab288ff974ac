#include "backend/runtime/worker_thread.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

/// Workers whose handlers were cut off by the end of the drain. A suspended coroutine still refers to them, so they are
/// kept until the process ends, which is next.
std::vector<Worker *> &cutOff()
{
    static auto *const workers = new std::vector<Worker *>;
    return *workers;
}

} // namespace

WorkerThread::WorkerThread(const WorkerPorts &ports, int number) : m_ports(ports)
{
    m_thread.setObjectName(u"worker-%1"_s.arg(number));
    m_anchor.moveToThread(&m_thread);
    m_thread.start();
}

WorkerThread::~WorkerThread()
{
    core::post(&m_anchor, [this] {
        if (!m_worker || m_worker->isIdle())
            delete std::exchange(m_worker, nullptr);
        m_thread.quit();
    });
    m_thread.wait();
    if (m_worker)
        cutOff().push_back(m_worker);
}

Task<Result<void>> WorkerThread::open(std::vector<std::pair<const http::AddressClaim *, QByteArrayList>> listeners)
{
    const auto work = [this, listeners = std::move(listeners)]() -> Result<void> {
        m_worker = new Worker(m_ports);
        if (auto prepared = m_worker->prepare(); !prepared)
            return prepared;
        for (const auto &[claim, services] : listeners) {
            if (auto opened = m_worker->listen(*claim, services); !opened)
                return opened;
        }
        return {};
    };
    return core::callOn(&m_anchor, work);
}

Task<bool> WorkerThread::drain(http::DrainAllowance allowance)
{
    core::OneShot<bool> done;
    QObject *home = core::threadAnchor();
    core::post(&m_anchor, [this, allowance, done, home] {
        m_worker->drain(allowance, [done, home] { core::post(home, [done] { done.resolve(true); }); });
    });
    co_return co_await done;
}

void WorkerThread::setTls(const std::optional<QSslConfiguration> &tls)
{
    core::post(&m_anchor, [this, tls] { m_worker->setTls(tls); });
}

} // namespace signalbox::runtime
