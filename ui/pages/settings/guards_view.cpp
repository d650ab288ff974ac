#include "ui/pages/settings/guards_view.h"

#include "ui/client/act_words.h"
#include "ui/kit/act_form.h"
#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/settings/lever_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr int kPaneWidth = 360;
}

GuardsView::GuardsView(client::Facets &facets, client::LeverActs &acts, kit::LayoutStore &layout)
    : LeverView(facets), m_acts(acts),
      m_rows({{"guard", {}}, {"state", {}, kit::ColumnType::State}, {"keys", {}}, {"metric", {}}, {"before", {}}, {"after", {}},
              {"until", {}, kit::ColumnType::Time}}),
      m_card(new kit::Card), m_table(new kit::TableView(m_rows)), m_detail(new kit::Card), m_facts(new QLabel),
      m_form(new kit::ActForm(kit::ActForm::Guarding::None))
{
    m_card->setFlush(true);
    m_card->addWidget(m_table, 1);
    m_table->keepColumns(layout, u"guards"_s);
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detail->body()->addWidget(m_facts);
    m_detail->body()->addWidget(m_form);
    m_detail->body()->addStretch(1);
    m_detail->setFixedWidth(kPaneWidth);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, kit::kCardGap - 4, 0, 0);
    row->setSpacing(kit::kCardGap);
    row->addWidget(m_card, 1);
    row->addWidget(m_detail);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &GuardsView::showChosen);
    m_form->setWork([this](const kit::ActForm::Asked &asked, kit::AsyncAction::Done done) {
        this->facets().levers.stop(this, QString::fromUtf8(m_chosen), asked.reason, [this, done](const Result<protocol::ActDone> &answer) {
            done({});
            if (answer) {
                m_form->clear();
                return read();
            }
            const QString field = client::refusalOf(answer.error()).field.value_or(QString());
            m_acts.explain(this, answer.error(), [this, field](const QString &text) { m_form->showError(field, text); });
        });
    });
}

void GuardsView::read()
{
    facets().levers.guards(this, [this](const Result<protocol::Guards> &guards) {
        if (!guards) {
            m_table->setState([error = guards.error()] { return kit::errorState(error); });
            return;
        }
        m_guards = *guards;
        m_table->setState([] {
            return kit::ViewState::empty(tr("No change is or was watched."), tr("Tick “Watch it” when you change a setting or apply a recipe."));
        });
        showRows();
    });
}

kit::Row GuardsView::row(const protocol::GuardView &guard) const
{
    const QString keys = QStringList(guard.keys.begin(), guard.keys.end()).join(u", "_s);
    const qint64 until = core::epochMs(guard.endedAt.value_or(guard.until));
    const QString metric = guard.spec ? tr("%1 of %2").arg(LeverWords::metric(guard.spec->metric),
                                                           guard.spec->provider.value_or(guard.spec->service.value_or(tr("the process"))))
                                      : tr("time");
    const QString state = guard.worseSince ? tr("getting worse") : LeverWords::guardState(guard.state);
    const kit::Health health = guard.worseSince ? kit::Health::Degraded : LeverWords::guardHealth(guard.state);
    kit::Cell what = kit::Cell::of(keys);
    what.tip = keys;
    return {guard.id.toUtf8(),
            {kit::Cell::name(guard.id), kit::Cell::state(health, state), what, kit::Cell::of(metric),
             kit::Cell::of(LeverWords::window(guard, guard.before)), kit::Cell::of(LeverWords::window(guard, guard.after)),
             kit::Cell::of(double(until), kit::formatMoment(until))}};
}

void GuardsView::showRows()
{
    std::vector<kit::Row> rows;
    for (const protocol::GuardView &guard : m_guards.items)
        rows.push_back(row(guard));
    m_rows.setRows(std::move(rows));
    showChosen();
}

const protocol::GuardView *GuardsView::chosen() const
{
    const auto found = std::ranges::find(m_guards.items, QString::fromUtf8(m_chosen), &protocol::GuardView::id);
    return found == m_guards.items.end() ? nullptr : &*found;
}

void GuardsView::showChosen()
{
    if (m_table->currentKey() != m_chosen)
        m_form->clear();
    m_chosen = m_table->currentKey();
    const protocol::GuardView *guard = chosen();
    m_form->setVisible(guard != nullptr && guard->state == protocol::GuardState::Watching);
    if (guard == nullptr) {
        m_detail->setTitle(tr("No guard chosen"));
        m_facts->setText(tr("Choose one to see what it compares."));
        return;
    }
    m_detail->setTitle(guard->kind == protocol::GuardKind::Guard ? tr("Guard %1").arg(guard->id) : tr("Timer %1").arg(guard->id));
    QStringList facts {tr("Watches revision %1 of %2").arg(guard->revision).arg(guard->actor)};
    for (const auto &[name, window] : {std::pair(tr("Before"), guard->before), std::pair(tr("Since"), guard->after)}) {
        if (window)
            facts += tr("%1: %2 (%3 to %4)").arg(name, LeverWords::window(*guard, window), kit::formatClock(core::epochMs(window->from)),
                                                 kit::formatClock(core::epochMs(window->to)));
    }
    facts += tr("Until %1").arg(kit::formatMoment(core::epochMs(guard->until)));
    if (guard->tookBack)
        facts += tr("Taken back by revision %1").arg(*guard->tookBack);
    facts += guard->reason;
    m_facts->setText(facts.join(u'\n'));
    m_form->setAct(tr("Stop watching %1").arg(guard->id));
    showRefusals();
}

void GuardsView::showRefusals()
{
    m_form->setBlocked(client::actRefusal(facets().session, u"POST /ops/v1/guards/:id/stop"_s));
}

void GuardsView::retranslate()
{
    m_card->setTitle(tr("Guards"));
    m_rows.setTitles({tr("Guard"), tr("State"), tr("Settings"), tr("What it watches"), tr("Before"), tr("Since"), tr("Until")});
    m_form->retranslate();
    showRows();
}

} // namespace signalbox::pages
