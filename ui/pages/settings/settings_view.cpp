#include "ui/pages/settings/settings_view.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/client/act_words.h"
#include "ui/client/wire_text.h"
#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/scroll_pane.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/settings/setting_card.h"
#include "ui/pages/settings/setting_editor.h"
#include "ui/pages/settings/setting_rows.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostSettings = 500;
constexpr int kPaneWidth = 380;

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::settingFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem {int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                               client::filterProblemText(parsed.error())};
}

} // namespace

SettingsView::SettingsView(client::Facets &facets, client::LeverActs &acts, kit::LayoutStore &layout)
    : LeverView(facets), m_acts(acts), m_rows(SettingRows::columns()), m_card(new kit::Card), m_table(new kit::TableView(m_rows)),
      m_filter(new kit::FilterField), m_changedOnly(new QCheckBox), m_facts(new SettingCard),
      m_editor(new SettingEditor(facets, acts)), m_flip(new QAction(this))
{
    m_filter->setCheck(problemOf);
    auto *top = new QHBoxLayout;
    top->setSpacing(kit::kCardGap);
    top->addWidget(m_filter, 1);
    top->addWidget(m_changedOnly);
    m_card->setFlush(true);
    m_card->addWidget(m_table, 1);
    m_table->keepColumns(layout, u"settings"_s);
    m_flip->setShortcut(Qt::Key_Space);
    m_table->addAct(m_flip);
    auto *row = new QHBoxLayout;
    row->setSpacing(kit::kCardGap);
    row->addWidget(m_card, 1);
    auto *pane = new QVBoxLayout;
    pane->addWidget(m_facts);
    pane->addWidget(m_editor);
    pane->addStretch(1);
    row->addWidget(kit::makeScrollPane(pane, kPaneWidth));
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, kit::kCardGap - 4, 0, 0);
    whole->setSpacing(kit::kCardGap);
    whole->addLayout(top);
    whole->addLayout(row, 1);
    connect(m_filter, &kit::FilterField::applied, this, &SettingsView::read);
    connect(m_changedOnly, &QCheckBox::toggled, this, &SettingsView::showRows);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &SettingsView::choose);
    connect(m_table, &kit::TableView::opened, this, &SettingsView::actOnCurrent);
    connect(m_flip, &QAction::triggered, this, &SettingsView::actOnCurrent);
    connect(&acts, &client::LeverActs::confirmWanted, this, [this](const protocol::RevisionRequest &request, const QString &text) {
        const protocol::RequestedChange &change = request.changes.front();
        m_table->selectKey(change.key.toUtf8());
        m_editor->ask(client::switchedOn(change.value).value_or(false), text);
    });
}

void SettingsView::retranslate()
{
    m_card->setTitle(tr("Settings"));
    m_changedOnly->setText(tr("Only what differs from the default"));
    m_filter->setPlaceholder(tr("Filter: key~TIMEOUT service:commerce -source:default"));
    m_flip->setText(tr("Flip the flag, or edit the value"));
    m_rows.setTitles(SettingRows::titles());
    m_editor->retranslate();
    showRows();
}

void SettingsView::read()
{
    if (!isVisible())
        return;
    facets().settings.settings(this, {.filter = m_filter->text(), .sort = {}, .limit = kMostSettings, .cursor = {}},
                               [this, seen = facets().levers.head()](const Result<protocol::Page<protocol::SettingView>> &page) {
                                   take(page, seen);
                               });
}

void SettingsView::take(const Result<protocol::Page<protocol::SettingView>> &page, qint64 seen)
{
    m_flipping = false;
    if (!page) {
        m_table->setState([error = page.error()] { return kit::errorState(error); });
        return;
    }
    m_settings = page->items;
    m_seen = seen;
    m_table->setState([] { return kit::ViewState::empty(tr("No setting fits the filter."), tr("Press Esc in the filter to see all.")); });
    QStringList services;
    for (const protocol::SettingView &setting : m_settings) {
        if (setting.service != "platform"_L1 && !services.contains(setting.service))
            services += setting.service;
    }
    m_editor->setServices(services);
    showRows();
}

void SettingsView::showRows()
{
    std::vector<kit::Row> rows;
    for (const protocol::SettingView &setting : m_settings) {
        if (!m_changedOnly->isChecked() || setting.source != protocol::SettingSource::Default)
            rows.push_back(SettingRows::row(setting));
    }
    m_card->setRemark(tr("%1 of %2").arg(kit::formatNumber(double(rows.size())), kit::formatNumber(double(m_settings.size()))));
    m_rows.setRows(std::move(rows));
    choose(m_table->currentKey());
}

const protocol::SettingView *SettingsView::find(const QByteArray &key) const
{
    const auto found = std::ranges::find_if(
        m_settings, [&key](const protocol::SettingView &setting) { return setting.key.toUtf8() == key; });
    return found == m_settings.end() ? nullptr : &*found;
}

void SettingsView::choose(const QByteArray &key)
{
    const protocol::SettingView *setting = find(key);
    const auto chosen = setting == nullptr ? std::nullopt : std::optional(*setting);
    m_facts->show(chosen);
    m_editor->show(chosen, m_seen);
}

/// One key: a flag that is simply on or off flips at once, whatever else goes to its field.
void SettingsView::actOnCurrent()
{
    const protocol::SettingView *setting = find(m_table->currentKey());
    if (setting == nullptr || m_flipping)
        return;
    const bool isFlag = setting->type == protocol::SettingType::Boolean && !setting->rule && client::switchedOn(setting->value);
    const bool isRefused = !client::actRefusal(facets().session, u"POST /ops/v1/revisions"_s).isEmpty();
    if (!isFlag || isRefused || !setting->canSet) {
        m_editor->setFocus();
        return;
    }
    m_flipping = true;
    m_acts.flip(*setting, m_seen, [this] {
        m_flipping = isVisible();
        read();
    });
}

void SettingsView::showRefusals()
{
    m_editor->showRefusals();
}

} // namespace signalbox::pages
