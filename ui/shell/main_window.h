#pragma once

#include "ui/kit/chart_link.h"
#include "ui/kit/page.h"
#include "ui/kit/time_range.h"
#include "ui/shell/history.h"

#include <QHash>
#include <QMainWindow>

class QStackedWidget;

namespace signalbox::client {
struct Facets;
}
namespace signalbox::kit {
class CommandPalette;
class KeySheet;
}

namespace signalbox::shell {

class LinkBanner;
class Navigation;
class PageRegistry;
class TopBand;
class Tray;
class WindowKeys;

/// What the window is attached to and where it keeps things. All of it outlives the window.
struct WindowParts
{
    client::Facets &facets;
    const PageRegistry &pages;
    kit::LayoutStore &layout;
    kit::SeriesColors &colors;
};

/// The frame of the console: navigation, top band, link banner and the page in view. Knows pages only through the
/// registry; builds each when it is first opened.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const WindowParts &parts);
    ~MainWindow() override;

    /// Opens a page by its id, with a filter. An unknown id does nothing.
    void openPage(const QByteArray &id, const QString &filter = {});
    QByteArray currentPage() const;

Q_SIGNALS:
    void attachWanted();
    void themeSwitchWanted();
    void languageSwitchWanted();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void makeKeys();
    void restore();
    kit::Page *pageAt(int index);
    void showPlace(const History::Place &place);
    void showLink();
    void showBadges();
    void showMenu(const QPoint &at);
    kit::Page *current() const;

    WindowParts m_parts;
    kit::TimeRange m_range;
    kit::ChartLink m_chartLink;
    kit::UndoBar *m_undo;
    History m_history;
    QHash<int, kit::Page *> m_built;
    Navigation *m_navigation;
    TopBand *m_band;
    LinkBanner *m_banner;
    QStackedWidget *m_stack;
    kit::CommandPalette *m_palette;
    kit::KeySheet *m_sheet;
    WindowKeys *m_keys = nullptr;
    Tray *m_tray;
    QTimer m_second;
};

} // namespace signalbox::shell
