#include "ui/pages/settings/settings_page.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/client/wire_text.h"
#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/settings/setting_card.h"
#include "ui/pages/settings/setting_rows.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostSettings = 500;

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::settingFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem {int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)), client::filterProblemText(parsed.error())};
}

} // namespace

SettingsPage::SettingsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent), m_facets(facets), m_rows(SettingRows::columns()), m_card(new kit::Card),
      m_table(new kit::TableView(m_rows)), m_filter(new kit::FilterField), m_changedOnly(new QCheckBox),
      m_detail(new SettingCard)
{
    m_filter->setCheck(problemOf);
    setFilterField(m_filter);
    auto *tools_ = new QHBoxLayout;
    tools_->setSpacing(kit::kCardGap);
    tools_->addWidget(m_filter, 1);
    tools_->addWidget(m_changedOnly);
    body()->addLayout(tools_);
    m_card->setFlush(true);
    m_card->addWidget(m_table, 1);
    m_table->keepColumns(tools.layout, u"settings"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(kit::kCardGap);
    row->addWidget(m_card, 7);
    row->addWidget(m_detail, 2);
    body()->addLayout(row, 1);
    connect(m_filter, &kit::FilterField::applied, this, &SettingsPage::read);
    connect(m_changedOnly, &QCheckBox::toggled, this, &SettingsPage::showRows);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &SettingsPage::choose);
    connect(&facets.settings, &client::SettingsFacet::outdated, this, &SettingsPage::read);
    retranslate();
}

void SettingsPage::openWith(const QString &filter)
{
    m_filter->setText(filter);
}

QString SettingsPage::help() const
{
    return tr("What is every setting now, and who set it? Filter by key:, service:, source:.");
}

void SettingsPage::retranslate()
{
    m_card->setTitle(tr("Settings"));
    m_changedOnly->setText(tr("Only what differs from the default"));
    m_filter->setPlaceholder(tr("Filter: key~TIMEOUT service:commerce -source:default"));
    m_rows.setTitles(SettingRows::titles());
    showRows();
}

void SettingsPage::onShown()
{
    read();
}

void SettingsPage::read()
{
    if (!isVisible())
        return;
    m_facets.settings.settings(this, {.filter = m_filter->text(), .sort = {}, .limit = kMostSettings, .cursor = {}},
                               [this](const Result<protocol::Page<protocol::SettingView>> &page) { take(page); });
}

void SettingsPage::take(const Result<protocol::Page<protocol::SettingView>> &page)
{
    if (!page) {
        m_table->setState(kit::errorState(page.error()));
        return;
    }
    m_settings = page->items;
    m_table->setState(kit::ViewState::empty(tr("No setting fits the filter."), tr("Press Esc in the filter to see all.")));
    showRows();
}

void SettingsPage::showRows()
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

void SettingsPage::choose(const QByteArray &key)
{
    const auto found = std::ranges::find_if(
        m_settings, [&key](const protocol::SettingView &setting) { return setting.key.toUtf8() == key; });
    m_detail->show(found == m_settings.end() ? std::nullopt : std::optional(*found));
}

} // namespace signalbox::pages
