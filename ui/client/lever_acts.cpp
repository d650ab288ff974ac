#include "ui/client/lever_acts.h"

#include "ui/client/act_words.h"

namespace signalbox::client {

using namespace Qt::StringLiterals;

LeverActs::LeverActs(LeversFacet &levers, QString (*errorText)(const Error &), QObject *parent)
    : QObject(parent), m_levers(levers), m_errorText(errorText)
{
}

void LeverActs::apply(const protocol::RevisionRequest &request, const QString &text, std::function<void()> done)
{
    m_levers.apply(this, request, [this, request, text, done](const Result<protocol::RevisionAnswer> &answer) {
        if (answer)
            offerUndo(text, *answer);
        else if (const auto told = refusalOf(answer.error()); told.code == "confirmation_needed"_L1)
            Q_EMIT confirmWanted(request, told.details.value_or(QJsonObject())["confirm"_L1].toString());
        else
            explain(this, answer.error(), [this](const QString &why) { Q_EMIT this->told(why); });
        done();
    });
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
    apply(request, on ? tr("%1 is on.").arg(setting.key) : tr("%1 is off.").arg(setting.key), std::move(done));
}

void LeverActs::offerUndo(const QString &text, const protocol::RevisionAnswer &answer)
{
    const QString whole = answer.restartDue.empty() ? text : QString(text + u' ' + tr("It takes effect with the next start."));
    const QPointer<LeverActs> self(this);
    Q_EMIT undoOffered(whole, [self, revision = answer.revision] {
        if (self)
            self->takeBack(revision);
    });
}

/// The set before the revision is restored, and only while nothing came after it: that is exactly the way back, to what
/// was in force seconds ago, so nobody has to type its number.
void LeverActs::takeBack(const protocol::Revision &revision)
{
    const protocol::RollbackRequest request {.to = revision.parent,
                                             .expectedRevision = revision.number,
                                             .confirm = QString::number(revision.parent),
                                             .reason = u"Undone in the console"_s};
    m_levers.rollBack(this, request, [this](const Result<protocol::RevisionAnswer> &answer) {
        if (answer)
            Q_EMIT told(tr("Undone."));
        else
            explain(this, answer.error(), [this](const QString &text) { Q_EMIT told(text); });
    });
}

void LeverActs::explain(QObject *context, const Error &error, std::function<void(const QString &)> tell)
{
    const QJsonObject details = refusalOf(error).details.value_or(QJsonObject());
    const qint64 newest = qint64(details["revision"_L1].toDouble(0));
    if (error.code != ErrorCode::Conflict || newest == 0)
        return tell(m_errorText(error));
    m_levers.revision(context, newest, [tell = std::move(tell), error, text = m_errorText](const Result<protocol::Revision> &revision) {
        tell(revision ? SettingWords::meanwhile(*revision) : text(error));
    });
}

} // namespace signalbox::client
