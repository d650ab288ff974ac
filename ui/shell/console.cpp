#include "ui/shell/console.h"

#include "ui/shell/attach_dialog.h"
#include "ui/shell/first_start_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

/// What belongs to one link, in the order in which it must go.
struct Console::Attached
{
    Attached(const client::LinkTarget &target, const core::Clock &clock)
        : link(target, clock), facets(link), layout(target.base.authority())
    {
    }

    client::Link link;
    client::Facets facets;
    PageRegistry pages;
    SettingsLayout layout;
};

Console::Console(QApplication &application, PageList pages, const core::Clock &clock)
    : m_pageList(std::move(pages)), m_clock(clock), m_theme(application)
{
    // The providers come first: they keep one hue each in every chart.
    for (const QString &name : {u"Walmart"_s, u"Instacart"_s, u"MealMe"_s, u"Kroger"_s})
        m_colors.style(name);
    m_theme.setMode(kit::ThemeMode(std::clamp(m_layout.value(u"theme"_s).toInt(), 0, 2)));
    const QVariant language = m_layout.value(u"language"_s);
    m_language.choose(language.isValid() ? Language::Choice(std::clamp(language.toInt(), 0, 1)) : Language::ofSystem());
}

Console::~Console()
{
    m_window.reset();
}

void Console::showFirstStart()
{
    m_first = std::make_unique<FirstStartPage>();
    m_first->setWindowTitle(u"Signalbox"_s);
    m_first->setMinimumSize(1024, 700);
    connect(m_first.get(), &FirstStartPage::sandboxWanted, this, &Console::sandboxWanted);
    connect(m_first.get(), &FirstStartPage::configureWanted, this, &Console::configureWanted);
    connect(m_first.get(), &FirstStartPage::attachWanted, this, &Console::askForGateway);
    m_first->show();
}

void Console::setNote(const QString &text, bool bad)
{
    if (m_first)
        m_first->setNote(text, bad);
}

void Console::attach(const client::LinkTarget &target)
{
    m_window.reset();
    m_attached = std::make_unique<Attached>(target, m_clock);
    m_pageList(m_attached->pages, m_attached->facets);
    m_window = std::make_unique<MainWindow>(
        WindowParts {m_attached->facets, m_attached->pages, m_attached->layout, m_colors});
    connect(m_window.get(), &MainWindow::attachWanted, this, &Console::askForGateway);
    connect(m_window.get(), &MainWindow::themeSwitchWanted, this, &Console::switchTheme);
    connect(m_window.get(), &MainWindow::languageSwitchWanted, this, &Console::switchLanguage);
    m_attached->link.start();
    m_window->show();
    m_first.reset();
}

void Console::askForGateway()
{
    auto *dialog = new AttachDialog(m_window ? static_cast<QWidget *>(m_window.get()) : m_first.get());
    // Queued: attaching destroys the window that the dialog belongs to.
    connect(dialog, &AttachDialog::attachWanted, this, &Console::attach, Qt::QueuedConnection);
    dialog->show();
}

void Console::switchTheme()
{
    m_theme.setMode(m_theme.isDark() ? kit::ThemeMode::Light : kit::ThemeMode::Dark);
    m_layout.setValue(u"theme"_s, int(m_theme.mode()));
}

void Console::switchLanguage()
{
    m_language.choose(m_language.current() == Language::Choice::English ? Language::Choice::SimplifiedChinese
                                                                         : Language::Choice::English);
    m_layout.setValue(u"language"_s, int(m_language.current()));
}

} // namespace signalbox::shell
