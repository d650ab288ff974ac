#include "backend/sandbox/owner.h"

#include "backend/platform/core/sleep.h"

#include <cmath>

namespace signalbox::sandbox {

namespace {

constexpr size_t kMostSeen = 1000;
constexpr core::milliseconds kReaction {4000};
constexpr double kSpread = 0.7; ///< sigma of the pause's logarithm
constexpr double kLongestPauses = 12; ///< of the median
constexpr double kOtherPhoneShare = 0.5;
constexpr double kQuoteShare = 0.35;
constexpr double kSecondThoughtShare = 0.5;

} // namespace

std::shared_ptr<ScriptedOwner> ScriptedOwner::make(PublicLinePtr line, PersonAddresses addresses, quint32 seed,
                                                   core::milliseconds medianPause)
{
    return std::shared_ptr<ScriptedOwner>(
        new ScriptedOwner(std::move(line), std::move(addresses), seed, medianPause));
}

ScriptedOwner::ScriptedOwner(PublicLinePtr line, PersonAddresses addresses, quint32 seed,
                             core::milliseconds medianPause)
    : m_line(std::move(line)), m_addresses(std::move(addresses)), m_medianPause(medianPause), m_random(seed)
{
}

void ScriptedOwner::hear(const PhoneMessage &message)
{
    if (!isMine(message) || !m_line->hasRoom())
        return;
    if (const auto prompt = readPrompt(message.text)) {
        if (isNew(prompt->label))
            m_line->tasks().add(answerLater(shared_from_this(), message, *prompt));
    } else if (const auto reaction = reactionTo(message.text)) {
        m_line->tasks().add(reactLater(shared_from_this(), message, *reaction));
    }
}

bool ScriptedOwner::isMine(const PhoneMessage &message) const
{
    const QString &mine = message.channel == Channel::WhatsApp ? m_addresses.whatsapp : m_addresses.imessage;
    return !mine.isEmpty() && message.person == mine;
}

bool ScriptedOwner::isNew(const QString &label)
{
    if (m_seen.contains(label))
        return false;
    m_seen += label;
    m_order.push_back(label);
    if (m_order.size() > kMostSeen) {
        m_seen.remove(m_order.front());
        m_order.pop_front();
    }
    return true;
}

core::milliseconds ScriptedOwner::pause()
{
    const double factor = std::lognormal_distribution<double>(0, kSpread)(m_random);
    return core::milliseconds(qint64(double(m_medianPause.count()) * std::min(factor, kLongestPauses)));
}

Writing ScriptedOwner::answer(const PhoneMessage &heard, const SeenPrompt &prompt, Mood mood)
{
    Writing writing {heard.channel, heard.person, {}};
    // The quicker channel would get every answer otherwise.
    const bool hasBoth = !m_addresses.whatsapp.isEmpty() && !m_addresses.imessage.isEmpty();
    if (hasBoth && std::bernoulli_distribution(kOtherPhoneShare)(m_random)) {
        const bool toWhatsapp = heard.channel == Channel::Imessage;
        writing.channel = toWhatsapp ? Channel::WhatsApp : Channel::Imessage;
        writing.person = toWhatsapp ? m_addresses.whatsapp : m_addresses.imessage;
    } else if (!heard.sid.isEmpty() && std::bernoulli_distribution(kQuoteShare)(m_random)) {
        writing.quotedSid = heard.sid;
    }
    writing.text = wordsFor(mood, prompt, !writing.quotedSid.isEmpty(), m_random);
    return writing;
}

void ScriptedOwner::write(const Writing &writing) const
{
    if (m_write && !writing.text.isEmpty())
        m_write(writing);
}

Task<void> ScriptedOwner::answerLater(Self self, PhoneMessage heard, SeenPrompt prompt)
{
    const Mood mood = moodFrom(self->m_random);
    if (mood == Mood::Silence || !co_await core::sleepFor(self->pause(), self->m_line->tasks().stop()))
        co_return;
    self->write(self->answer(heard, prompt, mood));
    if (mood != Mood::Nonsense || !std::bernoulli_distribution(kSecondThoughtShare)(self->m_random))
        co_return;
    if (co_await core::sleepFor(self->pause(), self->m_line->tasks().stop()))
        self->write(self->answer(heard, prompt, Mood::Approve));
}

Task<void> ScriptedOwner::reactLater(Self self, PhoneMessage heard, QString text)
{
    if (co_await core::sleepFor(std::min(kReaction, self->m_medianPause), self->m_line->tasks().stop()))
        self->write({heard.channel, heard.person, text});
}

} // namespace signalbox::sandbox
