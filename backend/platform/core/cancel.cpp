#include "backend/platform/core/cancel.h"

namespace signalbox::core {

void CancelToken::cancel() const
{
    if (std::exchange(m_state->cancelled, true))
        return;
    // A callback may drop the last token, or end what another callback is about to touch.
    const std::shared_ptr<CancelState> state = m_state;
    while (!state->callbacks.empty()) {
        const auto first = state->callbacks.extract(state->callbacks.begin());
        first.mapped()();
    }
}

CancelRegistration::CancelRegistration(const CancelToken &token, std::function<void()> callback)
{
    if (token.isCancelled()) {
        callback();
        return;
    }
    m_state = token.m_state;
    m_id = token.m_state->nextId++;
    token.m_state->callbacks.emplace(m_id, std::move(callback));
}

CancelRegistration::~CancelRegistration()
{
    release();
}

CancelRegistration::CancelRegistration(CancelRegistration &&other) noexcept
    : m_state(std::exchange(other.m_state, {})), m_id(std::exchange(other.m_id, 0))
{
}

CancelRegistration &CancelRegistration::operator=(CancelRegistration &&other) noexcept
{
    if (this != &other) {
        release();
        m_state = std::exchange(other.m_state, {});
        m_id = std::exchange(other.m_id, 0);
    }
    return *this;
}

void CancelRegistration::release()
{
    if (const auto state = m_state.lock())
        state->callbacks.erase(m_id);
    m_state.reset();
}

} // namespace signalbox::core
