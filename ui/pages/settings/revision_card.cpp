#include "ui/pages/settings/revision_card.h"

#include "ui/client/act_words.h"
#include "ui/kit/act_form.h"
#include "ui/kit/async_action.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/note.h"
#include "ui/kit/theme.h"
#include "ui/pages/settings/diff_view.h"

#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
/// The table takes what is left; without it the rest stays at the top.
constexpr int kDiffStretch = 100;
}

RevisionCard::RevisionCard(client::Facets &facets, client::LeverActs &acts, QWidget *parent)
    : Card({}, parent), m_facets(facets), m_acts(acts), m_facts(new QLabel), m_diff(new DiffView),
      m_begin(new kit::AsyncAction(tr("Roll back…"))), m_form(new kit::ActForm(kit::ActForm::Guarding::None)), m_note(kit::makeNote())
{
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QLabel *label : m_begin->findChildren<QLabel *>())
        label->setWordWrap(true);
    body()->addWidget(m_facts);
    body()->addWidget(m_diff, kDiffStretch);
    body()->addWidget(m_note);
    body()->addWidget(m_begin);
    body()->addWidget(m_form);
    body()->addStretch(1);
    m_begin->setWork([this](const kit::AsyncAction::Done &done) {
        prepareRollback(m_to);
        done({});
    });
    m_form->setWork([this](const kit::ActForm::Asked &asked, kit::AsyncAction::Done done) {
        const protocol::RollbackRequest request {.to = m_to,
                                                 .expectedRevision = m_preview->expectedRevision,
                                                 .confirm = asked.confirm,
                                                 .reason = asked.reason};
        m_facets.levers.rollBack(this, request, [this, done](const Result<protocol::RevisionAnswer> &answer) {
            done({});
            if (!answer)
                return showError(answer.error());
            m_acts.offerUndo(tr("Rolled back to %1.").arg(answer->revision.rollbackOf.value_or(0)), *answer);
            leaveRollback();
            showRevision(answer->revision);
        });
    });
    showNothing();
}

void RevisionCard::leaveRollback()
{
    m_preview.reset();
    ++m_asked;
    m_form->clear();
    m_form->hide();
    kit::showNote(m_note, {});
}

void RevisionCard::showNothing()
{
    leaveRollback();
    m_revision.reset();
    m_begin->hide();
    m_diff->hide();
    retranslate();
}

void RevisionCard::showRevision(const protocol::Revision &revision)
{
    leaveRollback();
    m_revision = revision;
    m_to = revision.number;
    m_diff->show({.changes = revision.changes});
    m_diff->setVisible(revision.number > 0);
    m_begin->show();
    retranslate();
    showRefusals();
}

void RevisionCard::compare(qint64 older, qint64 newer)
{
    leaveRollback();
    m_revision.reset();
    m_begin->hide();
    setTitle(tr("From %1 to %2").arg(older).arg(newer));
    m_facts->setText(tr("What differs between the settings as of these two revisions."));
    m_facets.levers.diff(this, newer, older, [this, asked = m_asked](const Result<protocol::RevisionDiff> &diff) {
        if (asked != m_asked)
            return;
        if (!diff)
            return kit::showNote(m_note, kit::errorText(diff.error()));
        m_diff->show(*diff);
        m_diff->setVisible(true);
    });
}

void RevisionCard::prepareRollback(qint64 to)
{
    m_to = to;
    m_facets.levers.preview(this, to, [this, asked = ++m_asked](const Result<protocol::RevisionDiff> &diff) {
        if (asked != m_asked)
            return;
        if (!diff)
            return kit::showNote(m_note, kit::errorText(diff.error()));
        showPreview(*diff);
    });
}

void RevisionCard::showPreview(const protocol::RevisionDiff &diff)
{
    m_preview = diff;
    m_diff->show(diff);
    m_diff->setVisible(true);
    m_begin->hide();
    m_form->askConfirm(diff.confirm);
    m_form->show();
    retranslate();
    showRefusals();
}

/// After a conflict the present state is read at once, so that what is seen is what the next press would do.
void RevisionCard::showError(const Error &error)
{
    const protocol::ErrorDetail told = client::refusalOf(error);
    m_acts.explain(this, error, [this, field = told.field.value_or(QString())](const QString &text) { m_form->showError(field, text); });
    if (error.code == ErrorCode::Conflict)
        prepareRollback(m_to);
}

void RevisionCard::showRefusals()
{
    QString why = client::actRefusal(m_facets.session, u"POST /ops/v1/revisions/rollback"_s);
    m_begin->setBlocked(why);
    if (why.isEmpty() && m_preview && m_preview->changes.empty())
        why = tr("Everything is so already.");
    m_form->setBlocked(why);
}

void RevisionCard::retranslate()
{
    m_begin->setText(tr("Roll back…"));
    m_form->setAct(tr("Roll back to %1").arg(m_to));
    m_form->retranslate();
    m_diff->setName(tr("Changes"));
    m_diff->retranslate();
    if (m_preview) {
        setTitle(tr("Roll back to %1").arg(m_to));
        m_facts->setText(m_to == 0 ? tr("Every setting would be as configured again. This changes:")
                                   : tr("Every setting would be as it was after revision %1. This changes:").arg(m_to));
    } else if (m_revision && m_revision->number == 0) {
        setTitle(tr("As configured"));
        m_facts->setText(tr("Environment, .env and defaults alone, without any revision."));
    } else if (m_revision) {
        setTitle(tr("Revision %1").arg(m_revision->number));
        m_facts->setText(tr("%1, %2\n%3").arg(kit::formatMoment(core::epochMs(m_revision->at)), m_revision->actor, m_revision->reason));
    } else {
        setTitle(tr("No revision chosen"));
        m_facts->setText(tr("Choose one to see what it changed, or two to compare them."));
    }
}

} // namespace signalbox::pages
