#pragma once

#include <QString>

#include <optional>
#include <random>

/// What the scripted owner understands and says. Pure, but for the dice that are handed in.
namespace signalbox::sandbox {

/// A prompt as a person reads it: from its command lines, so that of a split prompt only the last part counts.
struct SeenPrompt
{
    QString label; ///< what to answer with: the id, with `@revision` after an edit
    QString text; ///< the proposed text as far as this message shows it
    bool mayEdit = false;
};
std::optional<SeenPrompt> readPrompt(const QString &message);

/// What a person answers to the gateway's acknowledgement: `show <id>` when it asks for that, `approve <id>` when it
/// shows the text. Nothing for any other message.
std::optional<QString> reactionTo(const QString &message);

/// What the owner makes of a prompt.
enum class Mood { Approve, Edit, Skip, Nonsense, Silence };
Mood moodFrom(std::mt19937 &random);

/// The words of that mood, in one of the ways people type them; empty for Silence. `quoted`: the prompt is quoted, so
/// that a bare word or a thumb can do.
QString wordsFor(Mood mood, const SeenPrompt &prompt, bool quoted, std::mt19937 &random);

} // namespace signalbox::sandbox
