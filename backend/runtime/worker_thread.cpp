#include "backend/runtime/worker_thread.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

WorkerThread::WorkerThread(const WorkerPorts &ports, int number) : m_ports(ports)
{
    m_thread.setObjectName(u"worker-%1"_s.arg(number));
    m_anchor.moveToThread(&m_thread);
    // When the loop has ended nothing can resume a coroutine that still refers to the worker.
    QObject::connect(
        &m_thread, &QThread::finished, &m_anchor, [this] { delete std::exchange(m_worker, nullptr); },
        Qt::DirectConnection);
    m_thread.start();
}

WorkerThread::~WorkerThread()
{
    core::post(&m_anchor, [this] { finish(this); });
    m_thread.wait();
}

Task<void> WorkerThread::finish(WorkerThread *self)
{
    if (self->m_worker)
        co_await self->m_worker->end();
    self->m_thread.quit();
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
    const core::OneShot<bool> done;
    core::post(&m_anchor, [this, allowance = std::move(allowance), done, home = core::ReturnAddress::here()] {
        m_worker->drain(allowance).then([done, home](bool clean) { home.post([done, clean] { done.resolve(clean); }); });
    });
    co_return co_await done;
}

void WorkerThread::setTls(const std::optional<QSslConfiguration> &tls)
{
    core::post(&m_anchor, [this, tls] { m_worker->setTls(tls); });
}

} // namespace signalbox::runtime
