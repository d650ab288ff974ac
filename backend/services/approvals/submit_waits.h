#pragma once

#include "backend/platform/core/sleep.h"
#include "backend/services/approvals/prompt_store.h"

#include <functional>
#include <map>
#include <memory>

namespace signalbox::approvals {

/// What became of a submission's prompts in the time that its answer may take.
struct SubmitProgress
{
    std::vector<Channel> accepted = {}; ///< a provider took a prompt, WhatsApp before iMessage
    std::vector<Channel> pending = {}; ///< under way, or to be tried again
    std::vector<Channel> held = {}; ///< by bucket or spacing
    std::chrono::seconds retryAfter {0}; ///< with `held`: the least time to the front
};

/// Submissions whose answer waits for the prompts (contract approval-gateway 5.2). One thread with an event loop.
class SubmitWaits
{
public:
    using Done = std::function<void(const SubmitProgress &)>;

    /// Calls `done` once: when every channel has come to something, a moment after the first acceptance, and after
    /// `patience` at the latest.
    void add(const QString &candidateId, const QString &brandId, const std::vector<Channel> &channels,
             core::milliseconds patience, Done done);

    /// A prompt of the candidate got its token.
    void claimed(const QString &candidateId, Channel channel);
    void accepted(const QString &candidateId, Channel channel);
    /// It will take longer: to be tried again, or failed.
    void troubled(const QString &candidateId, Channel channel);
    void held(const QString &candidateId, Channel channel, std::chrono::seconds retryAfter);
    /// Candidates that wait for a token of this bucket, in the order they came.
    QStringList waitingFor(const BucketName &bucket) const;

    /// Answers everybody with what is known now.
    void endAll();

private:
    enum class Place { Waiting, Claimed, Accepted, Troubled, Held };
    struct Wait
    {
        quint64 number = 0; ///< in the order they came
        QString brandId;
        std::map<Channel, Place> places;
        std::chrono::seconds retryAfter {0};
        Done done;
        std::unique_ptr<core::ScopedTimer> limit;
        std::unique_ptr<core::ScopedTimer> grace;
    };
    using Waits = std::map<QString, Wait>;

    void move(const QString &candidateId, Channel channel, Place place, std::chrono::seconds retryAfter = {});
    void finish(const QString &candidateId);
    static SubmitProgress progressOf(const Wait &wait);

    Waits m_waits;
    quint64 m_came = 0;
};

} // namespace signalbox::approvals
