#pragma once

#include "ui/client/facets.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/theme.h"
#include "ui/shell/gateways.h"
#include "ui/shell/language.h"
#include "ui/shell/layout_store.h"

#include <functional>
#include <memory>

class QApplication;

namespace signalbox::shell {

class FirstStartPage;
class MainWindow;
class PageRegistry;

/// The console as the program sees it: dresses the application, shows the first-start page until there is a gateway,
/// then one window over one link. Attaching again replaces link and window.
class Console : public QObject
{
    Q_OBJECT

public:
    /// Puts the pages into the registry: addPages() of page_list.h, or a test's own.
    using PageList = std::function<void(PageRegistry &pages, client::Facets &facets)>;

    Console(QApplication &application, PageList pages, const core::Clock &clock);
    ~Console() override;

    /// The first-start page: sandbox, attach, configure.
    void showFirstStart();
    /// What the program does about a choice of the first-start page, or what went wrong with it.
    void setNote(const QString &text, bool bad);
    /// Attaches and shows the window. `ownKey` names a gateway that runs inside this program ("sandbox"), whose
    /// address is another one each time; empty for others.
    void attach(const client::LinkTarget &target, const QString &ownKey = {});
    /// Asks for address and token; the address is filled in where it is known.
    void askForGateway(const QUrl &address = {});
    /// From now on every act is refused, whatever is attached to.
    void setReadOnly() { m_readOnly = true; }
    kit::Theme &theme() { return m_theme; }
    Language &language() { return m_language; }
    MainWindow *window() const { return m_window.get(); }

Q_SIGNALS:
    void sandboxWanted();
    void configureWanted();

private:
    struct Attached;

    void switchTheme();
    void switchLanguage();

    PageList m_pageList;
    const core::Clock &m_clock;
    kit::Theme m_theme;
    Language m_language;
    SettingsLayout m_layout;
    Gateways m_gateways;
    kit::SeriesColors m_colors;
    bool m_readOnly = false;
    std::unique_ptr<FirstStartPage> m_first;
    std::unique_ptr<Attached> m_attached;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace signalbox::shell
