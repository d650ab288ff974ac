#pragma once

#include "backend/platform/core/cancel.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/core/task.h"

#include <QtGlobal>

#include <memory>
#include <vector>

namespace signalbox::core {

/// Coroutines that nobody awaits, counted so that what they use can be taken down in order: cancel(), then
/// `co_await idle(…)`, then destroy. Copies share one count. One thread only, which needs an event loop.
class TaskGroup
{
    struct State;

public:
    /// Counts as one while it lives.
    class Ticket
    {
    public:
        ~Ticket();
        Ticket(Ticket &&other) noexcept = default;
        Ticket &operator=(Ticket &&other) = delete;
        Q_DISABLE_COPY(Ticket)

    private:
        friend class TaskGroup;
        explicit Ticket(std::shared_ptr<State> state);
        std::shared_ptr<State> m_state;
    };

    TaskGroup();

    /// For a coroutine that counts itself: keep the ticket in its frame.
    Ticket enter() const;
    /// Counts `task` until its end.
    void add(Task<void> task) const;
    int running() const;

    /// Is cancelled by cancel(): what runs in the group hands it to everything that it awaits.
    const CancelToken &stop() const;
    void cancel() const;

    /// True as soon as nothing runs, false when something still does after `patience`.
    Task<bool> idle(milliseconds patience) const;

private:
    static Task<void> watch(Ticket ticket, Task<void> task);
    static Task<bool> untilIdle(std::shared_ptr<State> state, milliseconds patience);

    std::shared_ptr<State> m_state;
};

} // namespace signalbox::core
