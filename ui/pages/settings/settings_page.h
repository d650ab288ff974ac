#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"

class QCheckBox;

namespace signalbox::kit {
class Card;
class FilterField;
class TableView;
}

namespace signalbox::pages {

class SettingCard;

/// Every setting with its effective value and where it comes from; read only (contract operator-console 4.2, first
/// part).
class SettingsPage : public kit::Page
{
    Q_OBJECT

public:
    SettingsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    void openWith(const QString &filter) override;
    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;

private:
    void read();
    void take(const Result<protocol::Page<protocol::SettingView>> &page);
    void showRows();
    void choose(const QByteArray &key);

    client::Facets &m_facets;
    kit::RowModel m_rows;
    kit::Card *m_card;
    kit::TableView *m_table;
    kit::FilterField *m_filter;
    QCheckBox *m_changedOnly;
    SettingCard *m_detail;
    std::vector<protocol::SettingView> m_settings;
};

} // namespace signalbox::pages
