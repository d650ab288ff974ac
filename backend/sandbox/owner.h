#pragma once

#include "backend/sandbox/owner_script.h"
#include "backend/sandbox/phone.h"
#include "backend/sandbox/public_line.h"

#include <QSet>

#include <deque>
#include <functional>

namespace signalbox::sandbox {

/// The addresses of one person; an empty one is a channel that the person does not have.
struct PersonAddresses
{
    QString whatsapp;
    QString imessage;
};

/// A person of the sandbox who is asked for approvals: reads what arrives on either phone and after a while approves,
/// edits, skips, writes nonsense (and half of the times thinks again) or says nothing at all. Answers each revision
/// once, whatever the number of prompts. Made by make(), for what runs keeps it alive. One thread.
class ScriptedOwner : public std::enable_shared_from_this<ScriptedOwner>
{
public:
    using Write = std::function<void(const Writing &)>;

    /// `medianPause` is the time from reading to answering; half of the answers take longer.
    static std::shared_ptr<ScriptedOwner> make(PublicLinePtr line, PersonAddresses addresses, quint32 seed,
                                               core::milliseconds medianPause = core::milliseconds(25'000));

    /// How this person's messages leave.
    void setWrite(Write write) { m_write = std::move(write); }
    /// A message arrived; those to other people are left alone.
    void hear(const PhoneMessage &message);

private:
    using Self = std::shared_ptr<ScriptedOwner>;

    ScriptedOwner(PublicLinePtr line, PersonAddresses addresses, quint32 seed, core::milliseconds medianPause);

    bool isMine(const PhoneMessage &message) const;
    bool isNew(const QString &label);
    core::milliseconds pause();
    Writing answer(const PhoneMessage &heard, const SeenPrompt &prompt, Mood mood);
    void write(const Writing &writing) const;

    static Task<void> answerLater(Self self, PhoneMessage heard, SeenPrompt prompt);
    static Task<void> reactLater(Self self, PhoneMessage heard, QString text);

    PublicLinePtr m_line;
    PersonAddresses m_addresses;
    core::milliseconds m_medianPause;
    Write m_write;
    std::mt19937 m_random;
    std::deque<QString> m_order; ///< of m_seen, oldest first
    QSet<QString> m_seen; ///< labels answered or left alone
};

} // namespace signalbox::sandbox
