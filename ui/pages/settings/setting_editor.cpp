#include "ui/pages/settings/setting_editor.h"

#include "ui/client/act_words.h"
#include "ui/kit/note.h"
#include "ui/kit/theme.h"
#include "ui/pages/settings/setting_rows.h"
#include "ui/pages/settings/value_editor.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kRoute = "POST /ops/v1/revisions";

bool holdsSame(const protocol::SettingView &one, const protocol::SettingView &other)
{
    return one.value == other.value && one.rule == other.rule && one.pending == other.pending
        && one.fingerprint == other.fingerprint && one.changedIn == other.changedIn;
}

} // namespace

SettingEditor::SettingEditor(client::Facets &facets, client::LeverActs &acts, QWidget *parent)
    : Card({}, parent), m_facets(facets), m_acts(acts), m_news(kit::makeNote()), m_value(new ValueEditor), m_clear(new QPushButton(tr("Back to what is configured"))),
      m_form(new kit::ActForm(kit::ActForm::Guarding::Offered))
{
    body()->addWidget(m_news);
    body()->addWidget(m_value);
    setFocusProxy(m_value);
    m_clear->setCheckable(true);
    body()->addWidget(m_clear, 0, Qt::AlignLeft);
    body()->addWidget(m_form);
    connect(m_clear, &QPushButton::toggled, this, &SettingEditor::showRefusals);
    m_form->setWork([this](const kit::ActForm::Asked &asked, kit::AsyncAction::Done done) {
        protocol::RequestedChange change = m_value->change();
        if (m_clear->isChecked())
            change = {.key = m_setting->key};
        send(change, asked, std::move(done));
    });
    show(std::nullopt, 0);
}

void SettingEditor::show(const std::optional<protocol::SettingView> &setting, qint64 seen)
{
    const bool isSame = setting && m_setting && setting->key == m_setting->key;
    const bool keeps = isSame && (m_value->isEdited() || m_clear->isChecked());
    if (keeps && !holdsSame(*setting, *m_setting))
        kit::showNote(m_news, tr("%1 changed it meanwhile: now %2. What you typed is still here.")
                             .arg(setting->changedBy.value_or(tr("Someone")), SettingRows::valueText(*setting)));
    m_setting = setting;
    m_seen = seen;
    setVisible(setting.has_value());
    if (setting && !keeps) {
        m_value->setSetting(*setting);
        m_clear->setChecked(false);
        kit::showNote(m_news, {});
        if (!isSame)
            m_form->clear();
    }
    if (setting)
        m_form->setServices(m_services, setting->service);
    retranslate();
    showRefusals();
}

void SettingEditor::setServices(const QStringList &services)
{
    m_services = services;
}

void SettingEditor::ask(bool on, const QString &text)
{
    m_value->choose(on);
    m_form->askConfirm(text);
    showRefusals();
}

void SettingEditor::showRefusals()
{
    if (!m_setting)
        return;
    QString why = client::actRefusal(m_facets.session, QString::fromLatin1(kRoute));
    if (why.isEmpty() && !m_setting->canSet)
        why = m_setting->whyNot;
    if (why.isEmpty() && m_setting->secret && m_facets.session.me().role != protocol::Role::Admin)
        why = tr("Secrets can be set by admins only.");
    m_form->setBlocked(why);
    m_value->setWritable(why.isEmpty() && !m_clear->isChecked());
    m_clear->setVisible(m_setting->source == protocol::SettingSource::Revision);
    m_clear->setEnabled(why.isEmpty());
}

void SettingEditor::send(const protocol::RequestedChange &change, const kit::ActForm::Asked &asked, kit::AsyncAction::Done done)
{
    const protocol::RevisionRequest request {.expectedRevision = m_seen,
                                             .changes = {change},
                                             .guard = client::guardSpec(asked.guard),
                                             .confirm = asked.confirm,
                                             .reason = asked.reason};
    m_facets.levers.apply(this, request, [this, key = change.key, done](const Result<protocol::RevisionAnswer> &answer) {
        done({});
        if (!answer)
            return refused(answer.error());
        m_form->clear();
        m_clear->setChecked(false);
        kit::showNote(m_news, {});
        if (m_setting && m_setting->key == key)
            m_value->setSetting(*m_setting);
        const bool isShown = !answer->revision.changes.empty() && !answer->revision.changes.front().secret;
        m_acts.offerUndo(isShown ? tr("%1 is now %2.").arg(key, client::SettingWords::value(answer->revision.changes.front().after))
                                 : tr("%1 is changed.").arg(key),
                         *answer);
    });
}

void SettingEditor::refused(const Error &error)
{
    const protocol::ErrorDetail told = client::refusalOf(error);
    if (told.code == "confirmation_needed"_L1) {
        m_form->askConfirm(told.details.value_or(QJsonObject())["confirm"_L1].toString());
        return;
    }
    const QString field = told.field.value_or(QString());
    if (field.startsWith("changes"_L1)) {
        m_value->setProblem(told.message);
        return;
    }
    m_acts.explain(this, error, [this, field](const QString &text) { m_form->showError(field, text); });
}

void SettingEditor::retranslate()
{
    if (!m_setting)
        return;
    setTitle(tr("Change it"));
    m_form->setAct(tr("Set %1").arg(m_setting->key));
    m_clear->setText(tr("Back to what is configured: %1").arg(m_setting->secret ? tr("hidden") : client::SettingWords::value(m_setting->configured)));
    m_value->retranslate();
    m_form->retranslate();
}

} // namespace signalbox::pages
