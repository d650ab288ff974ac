#include "backend/services/approvals/twilio_answer.h"

#include "backend/platform/core/json_parse.h"

#include <algorithm>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kChannelRateWait {10'000};
constexpr milliseconds kRateWait {500};
constexpr qsizetype kLongestSid = 64;

constexpr int kTooManyRequests = 20429;
constexpr int kChannelRate = 63018;

SendResult accepted(const QJsonObject &answer)
{
    const QByteArray sid = answer[u"sid"_s].toString().toUtf8();
    if (sid.isEmpty() || sid.size() > kLongestSid)
        return {.action = SendAction::Reconcile};
    return {.action = SendAction::Accepted, .sid = sid, .status = answer[u"status"_s].toString().toUtf8()};
}

SendResult retryLater(int code, std::optional<std::chrono::seconds> retryAfter)
{
    const bool channel = code == kChannelRate;
    const milliseconds least = channel ? kChannelRateWait : kRateWait;
    return {.action = SendAction::RetryLater,
            .errorCode = code,
            .wait = std::max<milliseconds>(least, retryAfter.value_or(std::chrono::seconds(0))),
            .perRecipient = channel};
}

} // namespace

std::optional<SendAction> actionOfCode(int errorCode)
{
    switch (errorCode) {
    case kTooManyRequests:
    case kChannelRate:
        return SendAction::RetryLater;
    case 63016:
        return SendAction::UseTemplate;
    case 63015:
    case 63003:
    case 21211:
    case 21610:
        return SendAction::Permanent;
    case 20003:
        return SendAction::StopSending;
    case 21617:
    case 21658:
        return SendAction::SplitAgain;
    default:
        return std::nullopt;
    }
}

SendResult readSendAnswer(Transfer transfer, int status, const QByteArray &body,
                          std::optional<std::chrono::seconds> retryAfter)
{
    if (transfer == Transfer::NotSent)
        return retryLater(0, std::nullopt);
    if (transfer == Transfer::Unknown)
        return {.action = SendAction::Reconcile};
    const QJsonObject answer = core::parseJsonObject(body).value_or(QJsonObject());
    if (status >= 200 && status < 300)
        return accepted(answer);
    const int code = answer[u"code"_s].toInt();
    if (status < 400 || status >= 500)
        return {.action = SendAction::Reconcile, .errorCode = code};

    const SendAction usual = status == 429 ? SendAction::RetryLater
        : status == 401                    ? SendAction::StopSending
                                           : SendAction::Permanent;
    const SendAction action = actionOfCode(code).value_or(usual);
    if (action == SendAction::RetryLater)
        return retryLater(code, retryAfter);
    return {.action = action, .errorCode = code};
}

int statusRank(QByteArrayView messageStatus)
{
    static constexpr std::pair<QByteArrayView, int> kRanks[] = {
        {"queued", 0}, {"accepted", 0}, {"sending", 1}, {"sent", 2}, {"delivered", 3}, {"read", 4},
        {"undelivered", 5}, {"failed", 5}};
    const auto row = std::find_if(std::begin(kRanks), std::end(kRanks),
                                  [messageStatus](const auto &any) { return any.first == messageStatus; });
    return row == std::end(kRanks) ? -1 : row->second;
}

} // namespace signalbox::approvals
