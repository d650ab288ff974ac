#pragma once

#include <type_traits>
#include <utility>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SIGNALBOX_THREAD_SANITIZER
extern "C" {
void __tsan_acquire(void *address);
void __tsan_release(void *address);
}
#endif
#endif

namespace signalbox::core {

#ifdef SIGNALBOX_THREAD_SANITIZER

/// Work on its way to another thread. Qt's event queue orders the threads by locks that the thread sanitizer does not
/// see in the uninstrumented library; this says so instead of them.
template <class Work>
class HandedOver
{
public:
    explicit HandedOver(Work work) : m_work(std::move(work)) { __tsan_release(this); }
    HandedOver(HandedOver &&other) : m_work(std::move(other.m_work)) { __tsan_release(this); }
    HandedOver(const HandedOver &other) : m_work(other.m_work) { __tsan_release(this); }
    HandedOver &operator=(const HandedOver &) = delete;
    ~HandedOver() { __tsan_acquire(this); }

    void operator()()
    {
        __tsan_acquire(this);
        m_work();
    }

private:
    Work m_work;
};

template <class Work>
HandedOver<std::decay_t<Work>> handOver(Work &&work)
{
    return HandedOver<std::decay_t<Work>>(std::forward<Work>(work));
}

#else

/// The work itself: only the thread sanitizer needs to be told more.
template <class Work>
Work &&handOver(Work &&work)
{
    return std::forward<Work>(work);
}

#endif

} // namespace signalbox::core
