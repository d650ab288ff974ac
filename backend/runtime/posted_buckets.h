#pragma once

#include "backend/platform/cluster/token_bucket.h"

#include <QObject>

namespace signalbox::runtime {

/// Token buckets that live on another thread (that of the connection to Redis), for one thread with an event loop.
class PostedBuckets final : public cluster::TokenBuckets
{
public:
    /// `home` and `buckets` live on the other thread and outlive it.
    PostedBuckets(QObject *home, cluster::TokenBuckets &buckets) : m_home(home), m_buckets(buckets) { }

    Task<cluster::BucketVerdict> take(cluster::BucketRule rule) override;
    Task<cluster::BucketVerdict> peek(cluster::BucketRule rule) override;
    Task<void> giveBack(cluster::BucketRule rule) override;

private:
    QObject *m_home;
    cluster::TokenBuckets &m_buckets;
};

} // namespace signalbox::runtime
