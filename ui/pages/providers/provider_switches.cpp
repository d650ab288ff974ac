#include "ui/pages/providers/provider_switches.h"

#include "ui/client/act_words.h"
#include "ui/kit/act_form.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/kit/undo_bar.h"
#include "ui/pages/providers/provider_words.h"
#include "ui/pages/providers/switch_words.h"

#include <QApplication>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::BreakerForce;

namespace {

constexpr auto kService = "commerce";
constexpr int kBreakerRow = 2;
constexpr BreakerForce kForces[] {BreakerForce::Open, BreakerForce::Closed, BreakerForce::Auto};

/// Reasons are data for the audit log and stay English there.
QString reasonOf(BreakerForce force)
{
    return force == BreakerForce::Open ? u"Opened in the console"_s
        : force == BreakerForce::Closed ? u"Closed in the console"_s
                                        : u"Left to the counts in the console"_s;
}

} // namespace

ProviderSwitches::ProviderSwitches(client::Facets &facets, kit::UndoBar &undo, QWidget *parent)
    : Card({}, parent), m_facets(facets), m_undo(undo), m_acts(new client::LeverActs(facets.levers, kit::errorText, this)),
      m_facts(new QLabel), m_out(new QPushButton), m_mock(new QPushButton), m_probe(new kit::AsyncAction(tr("Probe now"))),
      m_why(new QLabel), m_rows(new QWidget), m_planned(new QWidget), m_plan(new QLabel), m_leave(new QPushButton),
      m_form(new kit::ActForm(kit::ActForm::Guarding::Offered))
{
    build();
    connect(m_acts, &client::LeverActs::undoOffered, &undo, &kit::UndoBar::offer);
    connect(m_acts, &client::LeverActs::told, &undo, &kit::UndoBar::tell);
    connect(m_out, &QPushButton::clicked, this, [this] { plan(false); });
    connect(m_mock, &QPushButton::clicked, this, [this] { plan(true); });
    for (std::size_t i = 0; i < std::size(kForces); ++i)
        connect(m_breaker[i], &QPushButton::clicked, this, [this, i] { force(kForces[i]); });
    connect(m_leave, &QPushButton::clicked, this, &ProviderSwitches::leave);
    m_probe->setWork([this](const kit::AsyncAction::Done &done) { probe(done); });
    m_form->setServices({QString::fromLatin1(kService)}, QString::fromLatin1(kService));
    m_form->setWork([this](const kit::ActForm::Asked &asked, const kit::AsyncAction::Done &done) {
        send({.expectedRevision = m_flip->seen,
              .changes = {{.key = m_flip->key, .value = m_flip->on ? u"true"_s : u"false"_s}},
              .guard = client::guardSpec(asked.guard),
              .confirm = asked.confirm,
              .reason = asked.reason},
             done);
    });
    show(std::nullopt);
}

void ProviderSwitches::build()
{
    for (QPushButton *&button : m_breaker)
        button = new QPushButton;
    auto *grid = new QGridLayout(m_rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    auto *breaker = new QHBoxLayout;
    breaker->setSpacing(6);
    breaker->addStretch(1);
    for (QPushButton *button : m_breaker)
        breaker->addWidget(button);
    grid->addLayout(breaker, kBreakerRow + 1, 0, 1, 3);
    QWidget *const acts[] {m_out, m_mock, nullptr, m_probe};
    for (int i = 0; i < 4; ++i) {
        const int row = i > kBreakerRow ? i + 1 : i;
        m_names[i] = new QLabel;
        m_values[i] = new QLabel;
        m_values[i]->setWordWrap(true);
        m_values[i]->setTextFormat(Qt::PlainText);
        kit::setTone(m_names[i], kit::Tone::Muted);
        grid->addWidget(m_names[i], row, 0);
        grid->addWidget(m_values[i], row, 1, 1, acts[i] == nullptr ? 2 : 1);
        if (acts[i] != nullptr)
            grid->addWidget(acts[i], row, 2, Qt::AlignRight);
    }
    auto *planned = new QVBoxLayout(m_planned);
    planned->setContentsMargins(0, 8, 0, 0);
    planned->setSpacing(8);
    planned->addWidget(m_plan);
    planned->addWidget(m_form);
    planned->addWidget(m_leave, 0, Qt::AlignRight);
    for (QLabel *label : {m_facts, m_why, m_plan}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    kit::setTone(m_why, kit::Tone::Muted);
    kit::setTone(m_plan, kit::Tone::Strong);
    for (QWidget *widget : std::initializer_list<QWidget *> {m_facts, m_rows, m_why, m_planned})
        body()->addWidget(widget);
    body()->addStretch(1);
}

QString ProviderSwitches::name() const
{
    return m_provider ? shortName(m_provider->state.name) : QString();
}

void ProviderSwitches::show(const std::optional<SwitchedProvider> &provider)
{
    const bool isSame = provider && m_provider && provider->state.id == m_provider->state.id;
    m_provider = provider;
    if (!isSame)
        leave();
    showTexts();
    showPlan();
    showRefusals();
}

void ProviderSwitches::start(ProviderAct act)
{
    const auto press = [](QPushButton *button) {
        button->setFocus();
        button->click();
    };
    if (!m_provider)
        return;
    switch (act) {
    case ProviderAct::TakeOut:
        return press(m_out);
    case ProviderAct::Mock:
        return press(m_mock);
    case ProviderAct::OpenBreaker:
        return press(m_breaker[0]);
    case ProviderAct::CloseBreaker:
        return press(m_breaker[1]);
    case ProviderAct::FreeBreaker:
        return press(m_breaker[2]);
    case ProviderAct::Probe:
        break;
    }
    m_probe->start();
}

/// Says what pressing the named button will do; nothing is done yet.
void ProviderSwitches::plan(bool mock)
{
    const std::optional<protocol::SettingView> &setting = mock ? m_provider->mock : m_provider->enabled;
    if (!setting)
        return;
    const bool isOn = mock ? isMocked(*m_provider) : isAsked(*m_provider);
    m_flip = Flip {.key = setting->key, .on = !isOn, .isMock = mock, .seen = m_provider->seen};
    m_form->clear();
    if (!setting->danger.isEmpty())
        m_form->askConfirm(setting->key);
    showPlan();
    showRefusals();
    m_planned->show();
    m_form->setFocus();
}

void ProviderSwitches::leave()
{
    // What had the focus goes out of sight.
    if (m_flip && m_planned->isAncestorOf(QApplication::focusWidget()))
        (m_flip->isMock ? m_mock : m_out)->setFocus();
    m_flip.reset();
    m_form->clear();
    m_planned->hide();
}

void ProviderSwitches::send(const protocol::RevisionRequest &request, const std::function<void(const QString &)> &done)
{
    const QString text = SwitchWords::done(name(), m_flip->isMock, m_flip->on);
    m_facets.levers.apply(this, request, [this, done, text](const Result<protocol::RevisionAnswer> &answer) {
        done({});
        Q_EMIT acted();
        if (answer) {
            leave();
            return m_acts->offerUndo(text, *answer);
        }
        const protocol::ErrorDetail told = client::refusalOf(answer.error());
        if (told.code == "confirmation_needed"_L1)
            return m_form->askConfirm(told.details.value_or(QJsonObject())["confirm"_L1].toString());
        // Whoever has read what the other did may press again.
        if (m_flip && answer.error().code == ErrorCode::Conflict)
            m_flip->seen = m_facets.levers.head();
        m_acts->explain(this, answer.error(), [this, field = told.field.value_or(QString())](const QString &why) { m_form->showError(field, why); });
    });
}

void ProviderSwitches::force(BreakerForce force)
{
    const QString upstream = m_provider->breaker ? m_provider->breaker->upstream : QString();
    const BreakerForce before = m_provider->breaker ? m_provider->breaker->force : BreakerForce::Auto;
    const auto undo = [this, upstream, before] {
        m_facets.breakers.force(this, upstream, before, u"Undone in the console"_s, [this](const Result<protocol::BreakerAnswer> &answer) {
            m_undo.tell(answer ? tr("Undone.") : kit::errorText(answer.error()));
            Q_EMIT acted();
        });
    };
    m_facets.breakers.force(this, upstream, force, reasonOf(force),
                            [this, undo, text = SwitchWords::forced(name(), force)](const Result<protocol::BreakerAnswer> &answer) {
                                const QPointer<ProviderSwitches> self(this);
                                if (answer)
                                    m_undo.offer(text, [self, undo] {
                                        if (self)
                                            undo();
                                    });
                                else
                                    m_undo.tell(kit::errorText(answer.error()));
                                Q_EMIT acted();
                            });
}

void ProviderSwitches::probe(const std::function<void(const QString &)> &done)
{
    m_facets.providers.probe(this, m_provider->state.id, u"Probed in the console"_s, [this, done](const Result<protocol::ProviderProbe> &answer) {
        done(answer ? QString() : kit::errorText(answer.error()));
        if (answer)
            m_probes[answer->providerId] = *answer;
        showTexts();
    });
}

void ProviderSwitches::showRefusals()
{
    if (!m_provider)
        return;
    const QString flips = client::actRefusal(m_facets.session, u"POST /ops/v1/revisions"_s);
    const QString breakers = client::actRefusal(m_facets.session, u"POST /ops/v1/breakers/:upstream/open"_s);
    const QString probes = client::actRefusal(m_facets.session, u"POST /ops/v1/providers/:name/probe"_s);
    const auto allow = [this](QPushButton *button, bool can, const QString &why) {
        // Else the focus would go on to the next button, and a second press would do that one's act.
        if (button->hasFocus() && why.isEmpty() && !can)
            m_probe->button()->setFocus();
        button->setEnabled(can && why.isEmpty());
        button->setToolTip(why);
        button->setAccessibleDescription(why);
    };
    const auto whyNot = [&flips](const std::optional<protocol::SettingView> &setting) {
        return flips.isEmpty() && setting && !setting->canSet ? setting->whyNot : flips;
    };
    // Said once for all below, so that the row keeps to one line.
    m_probe->button()->setEnabled(probes.isEmpty() && !m_probe->isRunning());
    m_probe->button()->setToolTip(probes);
    allow(m_out, m_provider->enabled.has_value(), whyNot(m_provider->enabled));
    allow(m_mock, m_provider->mock.has_value(), whyNot(m_provider->mock));
    for (std::size_t i = 0; i < std::size(kForces); ++i)
        allow(m_breaker[i], m_provider->breaker && m_provider->breaker->force != kForces[i], breakers);
    m_why->setText(flips);
    m_why->setVisible(!flips.isEmpty());
    m_form->setBlocked(flips);
}

void ProviderSwitches::showPlan()
{
    if (!m_flip || !m_provider)
        return;
    m_plan->setText(SwitchWords::plan(m_provider->state, m_flip->isMock, m_flip->on));
    m_form->setAct(SwitchWords::act(name(), m_flip->isMock, m_flip->on));
}

void ProviderSwitches::showTexts()
{
    m_rows->setVisible(m_provider.has_value());
    m_out->setText(!m_provider || isAsked(*m_provider) ? tr("Take out…") : tr("Put back…"));
    m_mock->setText(m_provider && isMocked(*m_provider) ? tr("Real quotes…") : tr("Mock quotes…"));
    if (!m_provider) {
        setTitle(tr("No provider chosen"));
        m_facts->setText(tr("Choose one to switch it, to open its breaker, or to probe it."));
        m_why->hide();
        return;
    }
    const SwitchedProvider &one = *m_provider;
    setTitle(one.state.name);
    m_facts->setText(SwitchWords::facts(one.state));
    m_values[0]->setText(SwitchWords::setting(one.enabled, tr("asked for quotes"), tr("not asked")));
    m_values[1]->setText(SwitchWords::setting(one.mock, tr("made-up quotes"), modeText(one.state.mode)));
    m_values[2]->setText(SwitchWords::breaker(one.breaker));
    const auto probe = m_probes.constFind(one.state.id);
    m_values[3]->setText(probe == m_probes.cend() ? tr("not probed from here yet") : SwitchWords::probe(*probe));
}

void ProviderSwitches::retranslate()
{
    const QStringList names {tr("Orders"), tr("Quotes"), tr("Breaker"), tr("Probe")};
    for (int i = 0; i < 4; ++i)
        m_names[i]->setText(names[i]);
    const QStringList forces {tr("Open"), tr("Close"), tr("By the counts")};
    for (int i = 0; i < 3; ++i) {
        m_breaker[i]->setText(forces[i]);
        m_breaker[i]->setAccessibleName(tr("Breaker: %1").arg(forces[i]));
    }
    m_probe->setText(tr("Probe now"));
    m_leave->setText(tr("Leave it"));
    m_form->retranslate();
    showTexts();
    showPlan();
    showRefusals();
}

QString settingName(const QString &providerId)
{
    return providerId.section(u'_', 0, 0);
}

bool isAsked(const SwitchedProvider &provider)
{
    return provider.enabled ? client::switchedOn(provider.enabled->value).value_or(true) : provider.state.enabled;
}

bool isMocked(const SwitchedProvider &provider)
{
    return provider.mock && client::switchedOn(provider.mock->value).value_or(true);
}

} // namespace signalbox::pages
