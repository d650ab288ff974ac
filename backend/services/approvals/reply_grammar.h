#pragma once

#include "backend/services/approvals/candidate.h"

#include <variant>

namespace signalbox::approvals {

enum class Verb { Approve, Skip, Edit, Show, Help };

/// What a command is about. The id as the person wrote it.
struct Target
{
    QString id;
    std::optional<int> revision = {};

    bool operator==(const Target &) const = default;
};

/// A complete command. `target` is empty for Help only.
struct Command
{
    Verb verb = Verb::Help;
    std::optional<Target> target = {};
    QString text = {}; ///< Edit: the new text as typed, not empty. Skip: the reason, at most 500 code points, or empty

    bool operator==(const Command &) const = default;
};

/// Nothing to act on: answered `Invalid command format` with a hint.
struct NotACommand
{
    bool operator==(const NotACommand &) const = default;
};
/// More than one thing could be meant: answered `Ambiguous reply`, nothing is done.
struct Ambiguous
{
    bool operator==(const Ambiguous &) const = default;
};
/// `edit id:` and nothing behind it: `Empty edit`.
struct EmptyEdit
{
    Target target;

    bool operator==(const EmptyEdit &) const = default;
};
/// `edit id` alone: with TWO_STEP_EDIT the next message is the text, else the same as NotACommand.
struct EditAnnounced
{
    Target target;

    bool operator==(const EditAnnounced &) const = default;
};
using Reply = std::variant<NotACommand, Command, Ambiguous, EmptyEdit, EditAnnounced>;

/// BARE_REPLY_MODE.
enum class BareReplyMode { Off, Quoted, Single };

/// What is known besides the message. What `mode` does not allow is left unused by parseReply().
struct ReplyContext
{
    BareReplyMode mode = BareReplyMode::Quoted;
    std::optional<Target> quoted = {}; ///< of the quoted prompt, if its SID was sent to this very address
    QString buttonPayload = {}; ///< as received; used when it has the form `verb:id@rev`
    std::optional<Target> onlyOpen = {}; ///< onlyOpenFor()
};

/// The reply grammar of section 10, anchored at both ends. Takes any text; never throws. Pure, linear time.
Reply parseReply(const QString &message, const ReplyContext &context = {});

/// A candidate while it was open to one sender.
struct OpenSpan
{
    QString id;
    core::WallTime from {};
    std::optional<core::WallTime> until = {}; ///< when it was decided; empty = still open
};
/// The one candidate a bare verb means in mode `single`: exactly one is open, and no other one was at any moment of
/// the last 60 s. `spans` holds at least those open within that minute.
std::optional<Target> onlyOpenFor(const std::vector<OpenSpan> &spans, core::WallTime now);

/// Id lookup behind the exact one: the only id among `openToSender` that is equal but for ASCII case.
std::optional<QString> idInOtherCase(const QString &written, const QStringList &openToSender);

} // namespace signalbox::approvals
