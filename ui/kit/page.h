#pragma once

#include <QKeySequence>
#include <QWidget>

#include <functional>

class QAction;
class QVBoxLayout;

namespace signalbox::kit {

class ChartLink;
class FilterField;
class LayoutStore;
class UndoBar;

/// What the shell lends every page. All of it outlives the pages.
struct PageTools
{
    ChartLink &link; ///< time range, crosshair, series colours
    LayoutStore &layout;
    UndoBar &undo;
};

/// Base of every page. A page is built when it is first opened; it subscribes in onShown() and unsubscribes in
/// onHidden(), so that hidden pages cost nothing. Knows no service. A page in ten lines
/// (`facets` comes from PageEntry::make, see ui/shell/page_list.cpp):
///
///     class TrafficPage : public kit::Page {
///     public:
///         TrafficPage(const kit::PageTools &tools, client::TrafficFacet &traffic) : Page(tools), m_traffic(traffic) {
///             auto *card = new kit::Card; card->addWidget(new kit::TableView(m_rows)); body()->addWidget(card, 1);
///             connect(&traffic, &client::TrafficFacet::sampled, this, [this](const auto &s) { m_rows.upsert(rows(s)); });
///             m_pause = addKey(Qt::Key_Space, [this] { togglePause(); });
///             retranslate();
///         }
///         void retranslate() override { m_pause->setText(tr("Pause")); }
///         void onShown() override { m_topic = m_traffic.follow(); }
///         void onHidden() override { m_topic.reset(); } };
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(const PageTools &tools, QWidget *parent = nullptr);

    /// Opened from elsewhere with a filter in the language of the filter field.
    virtual void openWith(const QString &filter);
    /// One or two sentences for the key sheet: what the page answers.
    virtual QString help() const { return {}; }
    /// Where `/` goes; none unless setFilterField() was called.
    FilterField *filterField() const { return m_filter; }

Q_SIGNALS:
    /// The page wants another page, with a filter. `page` is its id.
    void pageWanted(const QByteArray &page, const QString &filter);

protected:
    /// Sets every text anew. Called on a change of language; call it once in the constructor as well.
    virtual void retranslate() { }
    virtual void onShown() { }
    virtual void onHidden() { }

    const PageTools &tools() const { return m_tools; }
    /// The page's layout: 16 px margins, 12 px between cards.
    QVBoxLayout *body() const { return m_body; }
    /// A key that works while the page or something in it has the focus. Set its text in retranslate(): the key
    /// sheet and the palette show it.
    QAction *addKey(const QKeySequence &keys, std::function<void()> act);
    void setFilterField(FilterField *field);

    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    PageTools m_tools;
    QVBoxLayout *m_body;
    FilterField *m_filter = nullptr;
};

} // namespace signalbox::kit
