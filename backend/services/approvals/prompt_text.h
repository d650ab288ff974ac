#pragma once

#include "backend/services/approvals/candidate.h"

#include <array>

namespace signalbox::approvals {

/// Everything a prompt shows (section 6).
struct PromptContent
{
    QString title = {}; ///< PROMPT_TITLE
    QString id = {};
    int revision = 1; ///< from 2 on ids are shown as `id@revision`
    QString platform = {};
    QString persona = {};
    QString text = {}; ///< of this revision
    QString contextUrl = {};
    QStringList riskFlags = {};
    core::WallTime deadlineAt {};
    int have = 0; ///< approvals of this revision
    int need = 1; ///< a line about them from 2 on
    QString editedBy = {}; ///< approver id; shown when not empty
    bool allowEdit = true; ///< the line about edit is left out otherwise
    bool repeat = false; ///< first line `(repeat)`: IMSG_UNKNOWN_POLICY=resend
};

/// From a row. `have` as countApprovals() says.
PromptContent promptContent(const Candidate &candidate, const QString &title, int have);

/// Longest body Twilio takes, in UTF-16 units.
inline constexpr qsizetype kMaxMessageUnits = 1600;

/// The message bodies. WhatsApp: one, or parts headed `(1/n)` of at most `limit` units each (800 at least; smaller
/// values are raised), the commands in the last only. iMessage: always one. `now` is for `(in <n> min)`.
QStringList promptBodies(const PromptContent &prompt, Channel channel, core::WallTime now,
                         qsizetype limit = kMaxMessageUnits);

/// Bodies that show the text of a revision in full (`show`, and the answer to a stale approve), each line quoted.
QStringList shownText(const QString &id, int revision, const QString &text, qsizetype limit = kMaxMessageUnits);

/// The six variables of the operator's template (section 7.1).
struct TemplateVariables
{
    std::array<QString, 6> values; ///< id, platform, persona, text, context URL, risks
    bool textCut = false; ///< a cut text does not count as shown (section 20.1)

    /// `ContentVariables`: `{"1":…,…,"6":…}`.
    QByteArray json() const;
};
TemplateVariables templateVariables(const PromptContent &prompt);
/// The longest variable cut by a quarter (Twilio's 21617 and 21658 on a template).
TemplateVariables shortened(TemplateVariables variables);

/// What the eye cannot be trusted with as `<U+XXXX>`: bidirectional and control characters other than LF, the other
/// line separators, and what XML cannot hold. With `oneLine` LF as well.
QString visibleText(const QString &text, bool oneLine = false);

} // namespace signalbox::approvals
