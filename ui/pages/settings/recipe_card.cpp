#include "ui/pages/settings/recipe_card.h"

#include "ui/client/act_words.h"
#include "ui/kit/act_form.h"
#include "ui/kit/async_action.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/note.h"
#include "ui/kit/theme.h"
#include "ui/pages/settings/diff_view.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
/// The table takes what is left; without it the rest stays at the top.
constexpr int kDiffStretch = 100;
}

RecipeCard::RecipeCard(client::Facets &facets, client::LeverActs &acts, QWidget *parent)
    : Card({}, parent), m_facets(facets), m_acts(acts), m_summary(new QLabel), m_fields(new QFormLayout),
      m_look(new kit::AsyncAction(tr("Preview"))), m_note(kit::makeNote()), m_traffic(new QLabel), m_diff(new DiffView),
      m_form(new kit::ActForm(kit::ActForm::Guarding::Offered))
{
    for (QLabel *label : {m_summary, m_traffic}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    for (QLabel *label : m_look->findChildren<QLabel *>())
        label->setWordWrap(true);
    body()->addWidget(m_summary);
    body()->addLayout(m_fields);
    for (QWidget *widget : std::initializer_list<QWidget *> {m_look, m_note, m_traffic})
        body()->addWidget(widget);
    body()->addWidget(m_diff, kDiffStretch);
    body()->addWidget(m_form);
    body()->addStretch(1);
    m_look->setWork([this](kit::AsyncAction::Done done) { preview(std::move(done)); });
    m_form->setWork([this](const kit::ActForm::Asked &asked, kit::AsyncAction::Done done) {
        const protocol::RecipeRequest request {.parameters = parameters(),
                                               .expectedRevision = m_preview->diff.expectedRevision,
                                               .guard = client::guardSpec(asked.guard),
                                               .confirm = asked.confirm,
                                               .reason = asked.reason};
        m_facets.recipes.apply(this, m_recipe->id, request,
                               [this, done, title = m_recipe->title](const Result<protocol::RevisionAnswer> &answer) {
                                   done({});
                                   if (!answer)
                                       return refused(answer.error());
                                   m_acts.offerUndo(tr("Done: %1.").arg(title), *answer);
                                   dropPreview();
                               });
    });
    show(std::nullopt);
}

void RecipeCard::show(const std::optional<protocol::Recipe> &recipe)
{
    const bool isSame = recipe && m_recipe && recipe->id == m_recipe->id;
    m_recipe = recipe;
    if (!isSame) {
        dropPreview();
        makeParameters();
    }
    retranslate();
    showRefusals();
}

void RecipeCard::setServices(const QStringList &services)
{
    m_services = services;
}

void RecipeCard::makeParameters()
{
    while (m_fields->rowCount() > 0)
        m_fields->removeRow(0);
    m_values.clear();
    for (const protocol::RecipeParameter &parameter : m_recipe ? m_recipe->parameters : std::vector<protocol::RecipeParameter>()) {
        QWidget *field = nullptr;
        if (!parameter.choices.empty()) {
            auto *combo = new QComboBox;
            combo->addItems(QStringList(parameter.choices.begin(), parameter.choices.end()));
            combo->setCurrentIndex(combo->findText(parameter.defaultValue));
            connect(combo, &QComboBox::currentIndexChanged, this, &RecipeCard::dropPreview);
            field = combo;
        } else {
            auto *spin = new QSpinBox;
            spin->setRange(int(parameter.minimum.value_or(0)), int(parameter.maximum.value_or(1'000'000)));
            spin->setValue(parameter.defaultValue.toInt());
            connect(spin, &QSpinBox::valueChanged, this, &RecipeCard::dropPreview);
            field = spin;
        }
        field->setAccessibleName(parameter.label);
        m_fields->addRow(parameter.label, field);
        m_values.insert(parameter.name, field);
    }
}

QJsonObject RecipeCard::parameters() const
{
    QJsonObject values;
    for (auto it = m_values.cbegin(); it != m_values.cend(); ++it) {
        if (const auto *combo = qobject_cast<QComboBox *>(it.value()))
            values.insert(it.key(), combo->currentText());
        else if (const auto *spin = qobject_cast<QSpinBox *>(it.value()))
            values.insert(it.key(), QString::number(spin->value()));
    }
    return values;
}

/// Another parameter makes another change, which must be looked at first.
void RecipeCard::dropPreview()
{
    ++m_asked;
    m_preview.reset();
    m_form->clear();
    m_form->hide();
    m_diff->hide();
    m_traffic->hide();
    kit::showNote(m_note, {});
}

void RecipeCard::preview(std::function<void(const QString &)> done)
{
    m_facets.recipes.preview(this, m_recipe->id, {.parameters = parameters()},
                             [this, done, asked = ++m_asked](const Result<protocol::RecipePreview> &answer) {
                                 done({});
                                 if (asked != m_asked)
                                     return;
                                 if (!answer)
                                     return kit::showNote(m_note, kit::errorText(answer.error()));
                                 showPreview(*answer);
                             });
}

void RecipeCard::showPreview(const protocol::RecipePreview &preview)
{
    m_preview = preview;
    kit::showNote(m_note, {});
    m_diff->show(preview.diff);
    m_diff->setVisible(true);
    m_traffic->show();
    m_form->setServices(m_services, m_recipe->service);
    m_form->askConfirm(preview.diff.confirm);
    m_form->show();
    retranslate();
    showRefusals();
}

QString RecipeCard::trafficText() const
{
    QString text = tr("Nothing came of %1 in the last 5 min.").arg(m_preview->trafficOf);
    if (m_preview->trafficShare) {
        text = tr("Concerns %1: %2 of what came in the last 5 min, %3 a second.")
                   .arg(m_preview->trafficOf, kit::formatPercent(*m_preview->trafficShare),
                        kit::formatNumber(m_preview->trafficPerSec.value_or(0), 1));
    }
    if (m_preview->backAfterSec)
        text += u' ' + tr("It is taken back by itself after %1.").arg(kit::formatDuration(double(*m_preview->backAfterSec) * 1000));
    return text;
}

void RecipeCard::refused(const Error &error)
{
    const protocol::ErrorDetail told = client::refusalOf(error);
    m_acts.explain(this, error, [this, field = told.field.value_or(QString())](const QString &text) {
        // One that is no field of the form is a parameter of the recipe.
        if (m_values.contains(field.section(u'.', -1)))
            kit::showNote(m_note, text);
        else
            m_form->showError(field, text);
    });
    if (error.code == ErrorCode::Conflict)
        preview([](const QString &) {});
}

void RecipeCard::showRefusals()
{
    if (!m_recipe)
        return;
    m_look->setBlocked(m_recipe->available ? QString() : m_recipe->why);
    QString why = client::actRefusal(m_facets.session, u"POST /ops/v1/recipes/:id/apply"_s);
    if (why.isEmpty() && m_preview && m_preview->diff.changes.empty())
        why = tr("Everything is so already.");
    m_form->setBlocked(why);
}

void RecipeCard::retranslate()
{
    m_look->setVisible(m_recipe.has_value());
    m_look->setText(tr("Preview"));
    m_form->retranslate();
    m_diff->setName(tr("What the recipe would change"));
    m_diff->retranslate();
    if (!m_recipe) {
        setTitle(tr("No recipe chosen"));
        m_summary->setText(tr("Choose one to see what it would change."));
        return;
    }
    setTitle(m_recipe->title);
    m_summary->setText(m_recipe->summary);
    m_form->setAct(tr("Apply: %1").arg(m_recipe->title));
    if (m_preview)
        m_traffic->setText(trafficText());
}

} // namespace signalbox::pages
