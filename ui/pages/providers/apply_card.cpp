#include "ui/pages/providers/apply_card.h"

#include "ui/client/act_words.h"
#include "ui/kit/act_form.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/undo_bar.h"
#include "ui/pages/providers/weight_keys.h"

#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDigits = 6;

QString textOf(double weight)
{
    return QString::number(weight, 'g', kDigits);
}

} // namespace

ApplyCard::ApplyCard(client::Facets &facets, kit::UndoBar &undo, QWidget *parent)
    : Card({}, parent), m_facets(facets), m_acts(new client::LeverActs(facets.levers, kit::errorText, this)), m_what(new QLabel),
      m_form(new kit::ActForm(kit::ActForm::Guarding::Offered))
{
    m_what->setWordWrap(true);
    m_what->setTextFormat(Qt::PlainText);
    m_what->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(m_what);
    body()->addWidget(m_form);
    m_form->setServices({u"commerce"_s}, u"commerce"_s);
    m_form->setWork([this](const kit::ActForm::Asked &asked, const kit::AsyncAction::Done &done) {
        send(asked.reason, asked.confirm, client::guardSpec(asked.guard), done);
    });
    connect(m_acts, &client::LeverActs::undoOffered, &undo, &kit::UndoBar::offer);
    connect(m_acts, &client::LeverActs::told, &undo, &kit::UndoBar::tell);
    showRefusals();
}

void ApplyCard::show(const protocol::Weights &weights, const QString &recipe, const protocol::Weights &current, qint64 seen)
{
    // Another set of keys asks for another text to be typed.
    if (weights != m_weights || current != m_current)
        m_form->askConfirm(recipe.isEmpty() || weights == current ? std::nullopt : std::optional(recipe));
    m_weights = weights;
    m_recipe = recipe;
    m_current = current;
    m_seen = seen;
    showChanges();
    showRefusals();
}

void ApplyCard::showChanges()
{
    QStringList changes;
    for (const WeightKey &key : kWeightKeys) {
        const double before = m_current.*key.weight;
        const double after = m_weights.*key.weight;
        if (before != after)
            changes += u"%1 %2 → %3"_s.arg(key.setting, textOf(before), textOf(after));
    }
    m_what->setText(changes.isEmpty() ? tr("Move a slider or choose a preset first.") : changes.join(u'\n'));
    kit::setTone(m_what, changes.isEmpty() ? kit::Tone::Muted : kit::Tone::Normal);
}

void ApplyCard::send(const QString &reason, const std::optional<QString> &confirm, const std::optional<protocol::GuardSpec> &guard,
                     const std::function<void(const QString &)> &done)
{
    const auto take = [this, done](const Result<protocol::RevisionAnswer> &answer) {
        done({});
        if (!answer)
            return refused(answer.error());
        m_form->clear();
        Q_EMIT applied();
        m_acts->offerUndo(tr("The weights are in force."), *answer);
    };
    if (!m_recipe.isEmpty()) {
        m_facets.recipes.apply(this, m_recipe, {.expectedRevision = m_seen, .guard = guard, .confirm = confirm, .reason = reason}, take);
        return;
    }
    protocol::RevisionRequest request {.expectedRevision = m_seen, .guard = guard, .confirm = confirm, .reason = reason};
    for (const WeightKey &key : kWeightKeys) {
        if (m_weights.*key.weight != m_current.*key.weight)
            request.changes.push_back({.key = key.setting, .value = textOf(m_weights.*key.weight)});
    }
    m_facets.levers.apply(this, request, take);
}

void ApplyCard::refused(const Error &error)
{
    const protocol::ErrorDetail told = client::refusalOf(error);
    if (told.code == "confirmation_needed"_L1)
        return m_form->askConfirm(told.details.value_or(QJsonObject())["confirm"_L1].toString());
    m_acts->explain(this, error, [this, field = told.field.value_or(QString())](const QString &text) { m_form->showError(field, text); });
}

void ApplyCard::showRefusals()
{
    QString why = client::actRefusal(m_facets.session, u"POST /ops/v1/revisions"_s);
    if (why.isEmpty() && m_weights == m_current)
        why = tr("These weights are in force already.");
    m_form->setBlocked(why);
}

void ApplyCard::retranslate()
{
    setTitle(tr("Put them into force"));
    m_form->setAct(tr("Apply these weights"));
    m_form->retranslate();
    showChanges();
    showRefusals();
}

} // namespace signalbox::pages
