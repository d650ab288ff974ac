#include "ui/shell/console.h"

#include "ui/shell/attach_dialog.h"
#include "ui/shell/first_start_page.h"
#include "ui/shell/link_retry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

/// What belongs to one link, in the order in which it must go.
struct Console::Attached
{
    Attached(const client::LinkTarget &target, const core::Clock &clock, const QString &key)
        : link(target, clock), retry(link), facets(link), layout(key)
    {
    }

    client::Link link;
    LinkRetry retry;
    client::Facets facets;
    PageRegistry pages;
    SettingsLayout layout;
};

Console::Console(QApplication &application, PageList pages, const core::Clock &clock)
    : m_pageList(std::move(pages)), m_clock(clock), m_theme(application), m_gateways(m_layout)
{
    // Queued: attaching destroys the window whose menu or dialog it was asked in.
    connect(&m_gateways, &Gateways::targetWanted, this, &Console::attach, Qt::QueuedConnection);
    connect(&m_gateways, &Gateways::tokenWanted, this, &Console::askForGateway);
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
    connect(m_first.get(), &FirstStartPage::attachWanted, this, [this] {
        askForGateway(m_gateways.all().empty() ? QUrl() : m_gateways.all().back().address);
    });
    m_first->show();
}

void Console::setNote(const QString &text, bool bad)
{
    if (m_first)
        m_first->setNote(text, bad);
}

void Console::attach(const client::LinkTarget &target, const QString &ownKey)
{
    client::LinkTarget wanted = target;
    wanted.readOnly = wanted.readOnly || m_readOnly;
    QByteArray place;
    if (m_window) {
        m_window->keepLayout();
        place = m_window->saveGeometry();
    }
    m_window.reset();
    m_attached = std::make_unique<Attached>(wanted, m_clock, m_gateways.attach(wanted, ownKey));
    // A gateway that is new to the console gets the window where the other one's was.
    if (!place.isEmpty() && !m_attached->layout.value(u"geometry"_s).isValid())
        m_attached->layout.setValue(u"geometry"_s, place);
    m_pageList(m_attached->pages, m_attached->facets);
    m_window = std::make_unique<MainWindow>(WindowParts {m_attached->facets, m_attached->pages, m_attached->layout,
                                                         m_colors, m_gateways, m_clock});
    connect(m_window.get(), &MainWindow::attachWanted, this, [this] { askForGateway(); });
    connect(m_window.get(), &MainWindow::themeSwitchWanted, this, &Console::switchTheme);
    connect(m_window.get(), &MainWindow::languageSwitchWanted, this, &Console::switchLanguage);
    m_attached->link.start();
    m_window->show();
    m_first.reset();
}

void Console::askForGateway(const QUrl &address)
{
    if (!m_window && !m_first)
        showFirstStart();
    auto *dialog = new AttachDialog(m_window ? static_cast<QWidget *>(m_window.get()) : m_first.get());
    QStringList known;
    for (const KnownGateway &gateway : m_gateways.all()) {
        if (!gateway.own)
            known += gateway.address.toString();
    }
    dialog->setKnown(known);
    if (!address.isEmpty())
        dialog->setAddress(address.toString());
    connect(dialog, &AttachDialog::attachWanted, this, [this](const client::LinkTarget &target) { attach(target); }, Qt::QueuedConnection);
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
