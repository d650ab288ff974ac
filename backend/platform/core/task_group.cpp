#include "backend/platform/core/task_group.h"

#include "backend/platform/core/sleep.h"
#include "backend/platform/core/thread_anchor.h"

#include <algorithm>

namespace signalbox::core {

struct TaskGroup::State
{
    int running = 0;
    CancelToken stop;
    std::vector<OneShot<bool>> waiting;
};

TaskGroup::TaskGroup() : m_state(std::make_shared<State>()) { }

TaskGroup::Ticket::Ticket(std::shared_ptr<State> state) : m_state(std::move(state))
{
    ++m_state->running;
}

TaskGroup::Ticket::~Ticket()
{
    if (!m_state || --m_state->running > 0 || m_state->waiting.empty())
        return;
    // Not within the frame that ends here: who waits may destroy what that frame still refers to.
    post(threadAnchor(), [state = m_state] {
        if (state->running > 0)
            return;
        for (const OneShot<bool> &one : std::exchange(state->waiting, {}))
            one.resolve(true);
    });
}

TaskGroup::Ticket TaskGroup::enter() const
{
    return Ticket(m_state);
}

void TaskGroup::add(Task<void> task) const
{
    watch(enter(), std::move(task));
}

int TaskGroup::running() const
{
    return m_state->running;
}

const CancelToken &TaskGroup::stop() const
{
    return m_state->stop;
}

void TaskGroup::cancel() const
{
    m_state->stop.cancel();
}

Task<bool> TaskGroup::idle(milliseconds patience) const
{
    return untilIdle(m_state, patience);
}

Task<void> TaskGroup::watch(Ticket, Task<void> task)
{
    co_await task;
}

Task<bool> TaskGroup::untilIdle(std::shared_ptr<State> state, milliseconds patience)
{
    if (state->running == 0)
        co_return true;
    const OneShot<bool> over;
    const ScopedTimer limit(std::max(patience, milliseconds(0)), [over] { over.resolve(false); });
    state->waiting.push_back(over);
    co_return co_await over;
}

} // namespace signalbox::core
