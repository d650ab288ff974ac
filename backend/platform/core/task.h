#pragma once

#include <QCoroTask>

#include <coroutine>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace QCoro::detail {

/// QCoro asserts that a handle is not null. Without this exact match the overload chosen for a task of std::expected
/// is libstdc++ 12's expected == value, whose exception specification then names itself.
template <class Promise>
constexpr bool operator==(std::coroutine_handle<Promise> handle, std::nullptr_t) noexcept
{
    return !handle;
}

} // namespace QCoro::detail

namespace signalbox::core {

/// A coroutine's result. Starts at once on the calling thread and always runs to its end: cancellation makes the
/// awaited operation finish with ErrorCode::Cancelled, it never destroys a frame. Arguments by value; never a
/// capturing lambda (its captures die before the coroutine does).
template <class T>
using Task = QCoro::Task<T>;

/// A value that arrives once, later, on the same thread. The bridge from callbacks to `co_await`.
/// Copies share the value; the first resolve() wins; exactly one waiter. Not thread safe: use post() to come back
/// to the waiter's thread first.
template <class T>
class OneShot
{
public:
    OneShot() : m_state(std::make_shared<State>()) { }

    /// Delivers the value and resumes the waiter within this call. Later calls do nothing.
    void resolve(T value) const
    {
        if (m_state->value)
            return;
        m_state->value.emplace(std::move(value));
        if (auto waiter = std::exchange(m_state->waiter, nullptr))
            waiter.resume();
    }

    bool isResolved() const { return m_state->value.has_value(); }

    bool await_ready() const noexcept { return m_state->value.has_value(); }
    void await_suspend(std::coroutine_handle<> waiter) const noexcept { m_state->waiter = waiter; }
    T await_resume() const { return std::move(*m_state->value); }

private:
    struct State
    {
        std::optional<T> value;
        std::coroutine_handle<> waiter;
    };
    std::shared_ptr<State> m_state;
};

} // namespace signalbox::core

namespace signalbox {
using core::Task;
} // namespace signalbox
