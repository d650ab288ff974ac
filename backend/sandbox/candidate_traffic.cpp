#include "backend/sandbox/candidate_traffic.h"

#include "backend/platform/core/sleep.h"
#include "backend/platform/upstream/client.h"

#include <algorithm>
#include <cmath>

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kPatience {15};
constexpr core::milliseconds kAfterFault {5000};
constexpr core::milliseconds kWhenFull {2000};
/// Mean time between two submissions with as many open ones as aimed at.
constexpr double kMeanPauseMs = 6000;
constexpr double kLeastFactor = 0.15;
/// A decision should have arrived by then.
constexpr std::chrono::seconds kDeliveryTime {15};

constexpr double kInvalidShare = 0.015;
constexpr double kDoubledShare = 0.03;
constexpr double kWithdrawnShare = 0.03;

} // namespace

CandidateTraffic::CandidateTraffic(upstream::Client &client, CandidatePlan plan, CancelToken stop)
    : m_client(client), m_plan(std::move(plan)), m_stop(std::move(stop)),
      m_texts(m_plan.cast, m_plan.seed), m_random(m_plan.seed + 1)
{
}

bool CandidateTraffic::luck(double share)
{
    return std::bernoulli_distribution(share)(m_random);
}

Task<void> CandidateTraffic::run()
{
    while (!m_stop.isCancelled()) {
        co_await core::sleepFor(pause(), m_stop);
        forgetOverdue();
        if (m_stop.isCancelled() || m_open.size() >= m_plan.most)
            continue;
        if (!co_await submit())
            co_await core::sleepFor(kAfterFault, m_stop);
        if (!m_open.empty() && luck(kWithdrawnShare))
            co_await withdrawOldest();
    }
}

core::milliseconds CandidateTraffic::pause()
{
    if (m_open.size() >= m_plan.most)
        return kWhenFull;
    const double share = double(m_open.size()) / double(m_plan.aim);
    const double mean = kMeanPauseMs * std::max(kLeastFactor, share * share);
    return core::milliseconds(qint64(std::exponential_distribution<double>(1 / mean)(m_random)));
}

/// False when the gateway did not take it.
Task<bool> CandidateTraffic::submit()
{
    if (luck(kInvalidShare)) {
        co_return co_await post(u"/candidate"_s, R"({"id":"cr_broken","platform":"myspace"})") == 422;
    }
    const CandidateTexts::Body body = m_texts.next();
    // Counted before the answer, which a quick decision may overtake.
    m_open.push_back({body.draft.id, std::chrono::steady_clock::now() + body.draft.deadline + kDeliveryTime});
    const int status = co_await post(u"/candidate"_s, body.json);
    if (status == 202 && luck(kDoubledShare))
        co_await post(u"/candidate"_s, body.json);
    if (status != 202)
        decided(QString::fromLatin1(body.draft.id));
    co_return status == 202;
}

Task<void> CandidateTraffic::withdrawOldest()
{
    const QString id = QString::fromLatin1(m_open.front().id);
    const int status = co_await post(u"/candidate/"_s + id + u"/cancel"_s, {});
    if (status == 200)
        decided(id);
}

Task<int> CandidateTraffic::post(QString path, QByteArray body)
{
    upstream::Call call;
    call.upstream = "sandbox-core";
    call.method = "POST";
    call.url = m_plan.gateway.resolved(QUrl(path));
    call.headers = {{"Authorization", "Bearer " + m_plan.cast.submitSecret}};
    if (!body.isEmpty())
        call.headers.add("Content-Type", "application/json");
    call.body = std::move(body);
    call.deadline = std::chrono::steady_clock::now() + kPatience;
    call.cancel = m_stop;
    const auto reply = co_await m_client.send(std::move(call));
    co_return reply ? reply->status : 0;
}

void CandidateTraffic::decided(const QString &candidateId)
{
    const QByteArray id = candidateId.toLatin1();
    std::erase_if(m_open, [&id](const Open &open) { return open.id == id; });
}

void CandidateTraffic::forgetOverdue()
{
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(m_open, [now](const Open &open) { return open.forgetAt < now; });
}

} // namespace signalbox::sandbox
