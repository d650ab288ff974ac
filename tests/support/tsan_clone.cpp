#include <sched.h>
#include <sys/types.h>

#include <cstdarg>

/// The thread sanitizer's clone() takes every clone for a fork and fails when parent and child share their memory, which
/// is how Qt starts a process. So under the sanitizer they do not share it.
extern "C" int __interceptor_clone(int (*run)(void *), void *stack, int flags, void *argument, ...); // NOLINT

extern "C" int clone(int (*run)(void *), void *stack, int flags, void *argument, ...) // NOLINT(cert-dcl50-cpp)
{
    va_list rest;
    va_start(rest, argument);
    auto *parent = va_arg(rest, pid_t *);
    auto *tls = va_arg(rest, void *);
    auto *child = va_arg(rest, pid_t *);
    va_end(rest);
    return __interceptor_clone(run, stack, flags & ~(CLONE_VM | CLONE_VFORK), argument, parent, tls, child);
}
