#pragma once

#include "ui/kit/chart_link.h"
#include "ui/shell/history.h"
#include "ui/shell/range_clock.h"
#include "ui/shell/window_keys.h"
#include "ui/shell/window_parts.h"

#include <QMainWindow>

namespace signalbox::shell {

class Navigation;
class PageDeck;
class PageFrame;
class PageWindow;
class Tray;

/// The main window of the console: navigation, the frame with the page in view, and the tray. Knows pages only through
/// the registry.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const WindowParts &parts);
    ~MainWindow() override;

    /// Opens a page by its id, with a filter. False for an unknown id.
    bool openPage(const QByteArray &id, const QString &filter = {});
    /// The page in view in this window.
    QByteArray currentPage() const;
    /// Puts the page into a window of its own, or back. An unknown id does nothing.
    void movePage(const QByteArray &id);
    /// Writes where everything stands into the gateway's layout.
    void keepLayout();

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
    void connectTray();
    WindowActs acts();
    PageWindow *makeWindow(const PageEntry &entry, kit::Page *page);
    void restore();
    void showPlace(const History::Place &place);
    void pageMoved(int index);
    void goTo(const QByteArray &id, const QString &filter);
    void comeUp();
    void showSession();
    void showBadges();

    WindowParts m_parts;
    kit::TimeRange m_range;
    RangeClock m_clock;
    kit::ChartLink m_chartLink;
    kit::UndoBar *m_undo;
    History m_history;
    Navigation *m_navigation;
    PageDeck *m_deck;
    PageFrame *m_frame = nullptr;
    Tray *m_tray;
};

} // namespace signalbox::shell
