#pragma once

#include <QtGlobal>

#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace signalbox::core {

/// Shared between the copies of one CancelToken.
struct CancelState
{
    bool cancelled = false;
    quint64 nextId = 1;
    std::map<quint64, std::function<void()>> callbacks; ///< in the order of registration
};

/// Tells an operation that nobody waits for its result any more (the client left, the deadline passed, the process
/// drains). Copies share one state. One thread only.
class CancelToken
{
public:
    CancelToken() : m_state(std::make_shared<CancelState>()) { }

    bool isCancelled() const { return m_state->cancelled; }

    /// Runs every registered callback once, in the order of registration; not those whose registration an earlier one
    /// has ended. Later calls do nothing.
    void cancel() const;

private:
    friend class CancelRegistration;
    std::shared_ptr<CancelState> m_state;
};

/// Keeps a callback registered with a token for its own lifetime; runs it at once when already cancelled.
class CancelRegistration
{
public:
    CancelRegistration() = default;
    CancelRegistration(const CancelToken &token, std::function<void()> callback);
    ~CancelRegistration();
    CancelRegistration(CancelRegistration &&other) noexcept;
    CancelRegistration &operator=(CancelRegistration &&other) noexcept;
    Q_DISABLE_COPY(CancelRegistration)

private:
    void release();

    std::weak_ptr<CancelState> m_state;
    quint64 m_id = 0;
};

} // namespace signalbox::core

namespace signalbox {
using core::CancelToken;
} // namespace signalbox
