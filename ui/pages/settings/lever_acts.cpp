#include "ui/pages/settings/lever_acts.h"

#include "ui/kit/error_text.h"
#include "ui/pages/settings/lever_words.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

LeverActs::LeverActs(client::Facets &facets, kit::UndoBar &undo, QObject *parent)
    : QObject(parent), m_facets(facets), m_undo(undo)
{
}

void LeverActs::flip(const protocol::SettingView &setting, qint64 seen, std::function<void()> done)
{
    const bool on = !switchedOn(setting.value).value_or(false);
    // Reasons are data for the audit log and stay English there.
    const protocol::RevisionRequest request {
        .expectedRevision = seen,
        .changes = {{.key = setting.key, .value = on ? u"true"_s : u"false"_s}},
        .reason = on ? u"Switched on in the console"_s : u"Switched off in the console"_s,
    };
    m_facets.levers.apply(this, request, [this, key = setting.key, on, done](const Result<protocol::RevisionAnswer> &answer) {
        if (answer)
            offerUndo(on ? tr("%1 is on.").arg(key) : tr("%1 is off.").arg(key), *answer);
        else if (const auto told = client::refusalOf(answer.error()); told.code == "confirmation_needed"_L1)
            Q_EMIT confirmWanted(key, on, told.details.value_or(QJsonObject())["confirm"_L1].toString());
        else
            explain(this, answer.error(), [this](const QString &text) { m_undo.tell(text); });
        done();
    });
}

void LeverActs::offerUndo(const QString &text, const protocol::RevisionAnswer &answer)
{
    const QString whole = answer.restartDue.empty() ? text : QString(text + u' ' + tr("It takes effect with the next start."));
    m_undo.offer(whole, [this, revision = answer.revision] { takeBack(revision); });
}

/// The set before the revision is restored, and only while nothing came after it: that is exactly the way back.
void LeverActs::takeBack(const protocol::Revision &revision)
{
    const protocol::RollbackRequest request {.to = revision.parent,
                                             .expectedRevision = revision.number,
                                             .reason = u"Undone in the console"_s};
    m_facets.levers.rollBack(this, request, [this, to = revision.parent](const Result<protocol::RevisionAnswer> &answer) {
        if (answer)
            m_undo.tell(tr("Undone."));
        else if (client::refusalOf(answer.error()).code == "confirmation_needed"_L1)
            Q_EMIT rollbackWanted(to);
        else
            explain(this, answer.error(), [this](const QString &text) { m_undo.tell(text); });
    });
}

void LeverActs::explain(QObject *context, const Error &error, std::function<void(const QString &)> tell)
{
    const QJsonObject details = client::refusalOf(error).details.value_or(QJsonObject());
    const qint64 newest = qint64(details["revision"_L1].toDouble(0));
    if (error.code != ErrorCode::Conflict || newest == 0)
        return tell(kit::errorText(error));
    m_facets.levers.revision(context, newest, [tell = std::move(tell), error](const Result<protocol::Revision> &revision) {
        tell(revision ? LeverWords::meanwhile(*revision) : kit::errorText(error));
    });
}

} // namespace signalbox::pages
