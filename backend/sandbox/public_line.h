#pragma once

#include "backend/platform/core/task_group.h"
#include "backend/platform/upstream/client.h"

#include <QUrl>

#include <memory>
#include <optional>

namespace signalbox::sandbox {

/// A request of an outside party to the gateway.
struct Posting
{
    QByteArray party; ///< closed name, for pools and metrics
    QUrl url; ///< as the gateway told it
    Headers headers = {};
    QByteArray body = {};
    core::milliseconds patience {15000};
    int tries = 1; ///< the next one only when no connection came about
};

/// The line from the outside parties to the gateway. It knows to which loopback port the gateway's public address
/// leads; everything else that is not on loopback is unreachable. Dead before open() and after close(). One thread.
class PublicLine
{
public:
    explicit PublicLine(QUrl publicBase) : m_publicBase(std::move(publicBase)) { }

    /// `client` outlives the end of close().
    void open(upstream::Client &client, const QUrl &gateway);
    /// Ends what is under way, its tasks too.
    Task<void> close();

    /// Where a URL of the gateway's leads to; nothing when it leads off this machine or the line is dead.
    std::optional<QUrl> resolved(const QUrl &told) const;

    /// The parties' running affairs, cancelled by close().
    const core::TaskGroup &tasks() const { return m_tasks; }
    /// Whether one more affair may begin.
    bool hasRoom() const { return m_tasks.running() < kMostTasks; }

    /// POSTs; the answer whatever its status. Unavailable when the line is dead or leads nowhere.
    static Task<Result<upstream::Reply>> post(std::shared_ptr<PublicLine> self, Posting posting);

private:
    static constexpr int kMostTasks = 512;

    QUrl m_publicBase;
    QUrl m_gateway;
    upstream::Client *m_client = nullptr;
    core::TaskGroup m_tasks;
};
using PublicLinePtr = std::shared_ptr<PublicLine>;

} // namespace signalbox::sandbox
