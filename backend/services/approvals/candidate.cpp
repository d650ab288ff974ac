#include "backend/services/approvals/candidate.h"

#include <algorithm>
#include <array>
#include <utility>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

template <class E, size_t N>
using Names = std::array<std::pair<E, QLatin1StringView>, N>;

constexpr Names<State, 7> kStates = {{{State::New, "new"_L1},
                                      {State::Prompted, "prompted"_L1},
                                      {State::Approved, "approved"_L1},
                                      {State::Edited, "edited"_L1},
                                      {State::Rejected, "rejected"_L1},
                                      {State::Expired, "expired"_L1},
                                      {State::Cancelled, "cancelled"_L1}}};
constexpr Names<Decision, 4> kDecisions = {{{Decision::Approved, "approved"_L1},
                                            {Decision::Edited, "edited"_L1},
                                            {Decision::Rejected, "rejected"_L1},
                                            {Decision::Expired, "expired"_L1}}};
constexpr Names<Channel, 3> kChannels = {
    {{Channel::WhatsApp, "whatsapp"_L1}, {Channel::Imessage, "imessage"_L1}, {Channel::Console, "console"_L1}}};
constexpr Names<Action, 3> kActions = {
    {{Action::Approve, "approve"_L1}, {Action::Edit, "edit"_L1}, {Action::Skip, "skip"_L1}}};
constexpr Names<PromptKind, 3> kPromptKinds = {{{PromptKind::Prompt, "prompt"_L1},
                                                {PromptKind::Revision, "revision"_L1},
                                                {PromptKind::Escalation, "escalation"_L1}}};

template <class E, size_t N>
QLatin1StringView nameIn(const Names<E, N> &names, E value)
{
    return std::find_if(names.begin(), names.end(), [value](const auto &row) { return row.first == value; })->second;
}

template <class E, size_t N>
std::optional<E> valueIn(const Names<E, N> &names, QStringView text)
{
    const auto row = std::find_if(names.begin(), names.end(), [text](const auto &any) { return any.second == text; });
    return row == names.end() ? std::nullopt : std::optional(row->first);
}

} // namespace

bool isTerminal(State state)
{
    return state != State::New && state != State::Prompted;
}

QLatin1StringView name(State state)
{
    return nameIn(kStates, state);
}

std::optional<State> stateFromName(QStringView text)
{
    return valueIn(kStates, text);
}

QLatin1StringView name(Decision decision)
{
    return nameIn(kDecisions, decision);
}

std::optional<Decision> decisionFromName(QStringView text)
{
    return valueIn(kDecisions, text);
}

State stateOf(Decision decision)
{
    switch (decision) {
    case Decision::Approved:
        return State::Approved;
    case Decision::Edited:
        return State::Edited;
    case Decision::Rejected:
        return State::Rejected;
    case Decision::Expired:
        break;
    }
    return State::Expired;
}

QLatin1StringView name(Channel channel)
{
    return nameIn(kChannels, channel);
}

std::optional<Channel> channelFromName(QStringView text)
{
    return valueIn(kChannels, text);
}

QLatin1StringView name(Action action)
{
    return nameIn(kActions, action);
}

std::optional<Action> actionFromName(QStringView text)
{
    return valueIn(kActions, text);
}

QLatin1StringView name(PromptKind kind)
{
    return nameIn(kPromptKinds, kind);
}

std::optional<PromptKind> promptKindFromName(QStringView text)
{
    return valueIn(kPromptKinds, text);
}

QString Approver::address(Channel channel) const
{
    switch (channel) {
    case Channel::WhatsApp:
        return whatsapp;
    case Channel::Imessage:
        return imessage;
    case Channel::Console:
        break;
    }
    return {};
}

} // namespace signalbox::approvals
