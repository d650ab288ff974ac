#include "backend/services/approvals/prompt.h"

#include <algorithm>
#include <array>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, 9> kStatuses {
    "held"_L1, "pending"_L1, "sending"_L1, "sent"_L1, "delivered"_L1,
    "read"_L1, "failed"_L1,  "outside_window"_L1, "unknown"_L1};

} // namespace

QLatin1StringView name(PromptStatus status)
{
    return kStatuses[size_t(status)];
}

std::optional<PromptStatus> promptStatusFromName(QStringView text)
{
    const auto found = std::ranges::find_if(kStatuses, [text](QLatin1StringView one) { return text == one; });
    if (found == kStatuses.end())
        return {};
    return PromptStatus(found - kStatuses.begin());
}

std::vector<Prompt> promptsFor(const Candidate &candidate, const std::vector<Approver> &approvers, PromptKind kind,
                               bool whatsappOn, bool imessageOn)
{
    std::vector<Prompt> prompts;
    for (const Approver &approver : approvers) {
        for (const Channel channel : {Channel::WhatsApp, Channel::Imessage}) {
            const QString address = approver.address(channel);
            const bool on = channel == Channel::WhatsApp ? whatsappOn : imessageOn;
            if (address.isEmpty() || !on)
                continue;
            Prompt prompt;
            prompt.key = {candidate.id, candidate.revision, approver.id, channel, kind};
            prompt.step = candidate.escalationStep;
            prompt.brandId = candidate.brandId;
            prompt.address = address;
            prompt.queuedAt = candidate.createdAt;
            prompts.push_back(std::move(prompt));
        }
    }
    return prompts;
}

} // namespace signalbox::approvals
