#pragma once

#include "ui/kit/row_model.h"
#include "ui/pages/settings/lever_view.h"

class QAction;
class QCheckBox;

namespace signalbox::kit {
class Card;
class FilterField;
class LayoutStore;
class TableView;
}

namespace signalbox::pages {

class SettingCard;
class SettingEditor;

/// Every setting with its effective value, where it comes from and who set it; a flag is flipped with one key, anything
/// else is changed beside the table.
class SettingsView : public LeverView
{
    Q_OBJECT

public:
    SettingsView(client::Facets &facets, client::LeverActs &acts, kit::LayoutStore &layout);

    kit::FilterField *filter() const { return m_filter; }
    void retranslate() override;

protected:
    void read() override;
    void showRefusals() override;

private:
    void take(const Result<protocol::Page<protocol::SettingView>> &page, qint64 seen);
    void showRows();
    void choose(const QByteArray &key);
    void actOnCurrent();
    const protocol::SettingView *find(const QByteArray &key) const;

    client::LeverActs &m_acts;
    kit::RowModel m_rows;
    kit::Card *m_card;
    kit::TableView *m_table;
    kit::FilterField *m_filter;
    QCheckBox *m_changedOnly;
    SettingCard *m_facts;
    SettingEditor *m_editor;
    QAction *m_flip;
    std::vector<protocol::SettingView> m_settings;
    qint64 m_seen = 0; ///< the newest revision when they were asked for
    bool m_flipping = false; ///< a flip and the reading after it; the next one waits for what it really is now
};

} // namespace signalbox::pages
