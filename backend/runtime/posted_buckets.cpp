#include "backend/runtime/posted_buckets.h"

#include "backend/platform/core/thread_anchor.h"

namespace signalbox::runtime {

using cluster::BucketRule;
using cluster::BucketVerdict;
using cluster::TokenBuckets;

namespace {

using Question = Task<BucketVerdict> (TokenBuckets::*)(BucketRule);

Task<void> ask(TokenBuckets *buckets, Question question, BucketRule rule, core::OneShot<BucketVerdict> answer,
               core::ReturnAddress home)
{
    const BucketVerdict verdict = co_await (buckets->*question)(std::move(rule));
    home.post([answer, verdict] { answer.resolve(verdict); });
}

Task<BucketVerdict> asked(QObject *there, TokenBuckets *buckets, Question question, BucketRule rule)
{
    const core::OneShot<BucketVerdict> answer;
    core::post(there, [buckets, question, rule = std::move(rule), answer, home = core::ReturnAddress::here()] {
        ask(buckets, question, rule, answer, home);
    });
    co_return co_await answer;
}

} // namespace

Task<BucketVerdict> PostedBuckets::take(BucketRule rule)
{
    return asked(m_home, &m_buckets, &TokenBuckets::take, std::move(rule));
}

Task<BucketVerdict> PostedBuckets::peek(BucketRule rule)
{
    return asked(m_home, &m_buckets, &TokenBuckets::peek, std::move(rule));
}

Task<void> PostedBuckets::giveBack(BucketRule rule)
{
    core::post(m_home, [buckets = &m_buckets, rule = std::move(rule)] { buckets->giveBack(rule); });
    co_return;
}

} // namespace signalbox::runtime
