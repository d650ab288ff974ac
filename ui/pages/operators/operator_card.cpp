#include "ui/pages/operators/operator_card.h"

#include "ui/client/act_words.h"
#include "ui/client/wire_text.h"
#include "ui/kit/act_form.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/kit/undo_bar.h"
#include "ui/pages/operators/operator_rows.h"

#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

OperatorCard::OperatorCard(client::Facets &facets, kit::UndoBar &undo, QWidget *parent)
    : Card({}, parent), m_facets(facets), m_undo(undo), m_words(new QLabel), m_warning(new QLabel), m_form(new kit::ActForm)
{
    for (QLabel *label : {m_words, m_warning}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        body()->addWidget(label);
    }
    kit::setTone(m_warning, kit::Tone::Bad);
    body()->addWidget(m_form);
    m_form->setWork([this](const kit::ActForm::Asked &asked, const kit::AsyncAction::Done &done) { revoke(asked.reason, done); });
    show(std::nullopt, {});
}

void OperatorCard::show(const std::optional<protocol::OperatorView> &view, core::WallTime now)
{
    const bool isSame = view && m_view && view->name == m_view->name && view->state == m_view->state;
    m_view = view;
    m_now = now;
    if (!isSame) {
        m_form->clear();
        if (view)
            m_form->askConfirm(view->name);
    }
    showFacts();
    showRefusals();
}

void OperatorCard::showFacts()
{
    const bool isActive = m_view && m_view->state == protocol::OperatorState::Active;
    m_form->setVisible(isActive);
    m_warning->setVisible(isActive && m_view->name == m_facets.session.me().name);
    m_warning->setText(tr("▲ This is your own token: this console loses the gateway with it."));
    if (!m_view) {
        setTitle(tr("Nobody chosen"));
        m_words->setText(tr("Choose a row to see who it is, or to revoke the token."));
        return;
    }
    setTitle(m_view->name);
    QStringList words {u"%1: %2"_s.arg(client::roleText(m_view->role), OperatorRows::mayDo(m_view->role)), QString(),
                       tr("Made %1 by %2").arg(kit::formatMoment(core::epochMs(m_view->createdAt)), m_view->createdBy),
                       tr("Last seen: %1").arg(OperatorRows::lastSeen(*m_view, m_now))};
    if (m_view->revokedAt)
        words += tr("Revoked %1. The name can be given again.").arg(kit::formatMoment(core::epochMs(*m_view->revokedAt)));
    if (!m_view->addresses.empty())
        words += tr("Approvals reach: %1").arg(QStringList(m_view->addresses.begin(), m_view->addresses.end()).join(u", "_s));
    m_words->setText(words.join(u'\n'));
    m_form->setAct(tr("Revoke %1").arg(m_view->name));
}

void OperatorCard::revoke(const QString &reason, const std::function<void(const QString &)> &done)
{
    const QString name = m_view->name;
    m_facets.operators.revoke(this, name, reason, [this, name, done](const Result<protocol::ActDone> &answer) {
        done({});
        if (answer) {
            m_form->clear();
            m_undo.tell(tr("%1's token is revoked. It works nowhere any more.").arg(name));
            return;
        }
        m_form->showError(client::refusalOf(answer.error()).field.value_or(QString()), kit::errorText(answer.error()));
    });
}

void OperatorCard::showRefusals()
{
    m_form->setBlocked(client::actRefusal(m_facets.session, u"POST /ops/v1/operators/:name/revoke"_s, protocol::Role::Admin));
}

void OperatorCard::retranslate()
{
    m_form->retranslate();
    showFacts();
}

} // namespace signalbox::pages
