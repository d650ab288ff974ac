#include "ui/shell/window_keys.h"

#include "ui/shell/page_registry.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

WindowKeys::WindowKeys(QWidget &window, const PageRegistry &pages, const WindowActs &acts)
    : QObject(&window), m_window(window), m_pages(pages)
{
    for (const PageEntry &entry : pages.entries()) {
        auto *action = new QAction(&window);
        action->setShortcut(entry.keys);
        connect(action, &QAction::triggered, this, [open = acts.open, id = entry.id] { open(id, {}); });
        window.addAction(action);
        m_pageActions.push_back(action);
    }
    add({u"Ctrl+K"_s}, QT_TR_NOOP("Search or act"), acts.palette);
    add({u"/"_s}, QT_TR_NOOP("Filter this page"), acts.filter);
    add({u"["_s}, QT_TR_NOOP("Back"), acts.back);
    add({u"]"_s}, QT_TR_NOOP("Forward"), acts.ahead);
    add({u"Backspace"_s}, QT_TR_NOOP("Undo zoom"), acts.undoZoom);
    add({u"Ctrl+Shift+N"_s}, QT_TR_NOOP("Page into a window of its own"), acts.tearOff);
    add({u"Ctrl+Shift+N"_s, u"Ctrl+W"_s}, QT_TR_NOOP("Put the page back"), acts.putBack);
    add({u"?"_s}, QT_TR_NOOP("Show the keys"), acts.keys);
    add({u"Ctrl+G"_s}, QT_TR_NOOP("Switch gateway"), acts.gateways);
    add({u"Ctrl+O"_s}, QT_TR_NOOP("Attach to a gateway…"), acts.attach);
    add({u"Ctrl+Shift+T"_s}, QT_TR_NOOP("Switch light and dark"), acts.switchTheme);
    add({u"Ctrl+Shift+L"_s}, QT_TR_NOOP("Switch English and 简体中文"), acts.switchLanguage);
    retranslate();
}

void WindowKeys::add(const QList<QKeySequence> &keys, const char *text, const std::function<void()> &act)
{
    if (!act)
        return;
    auto *action = new QAction(&m_window);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, act);
    m_window.addAction(action);
    m_actions.emplace_back(action, text);
}

void WindowKeys::retranslate()
{
    for (const auto &[action, text] : m_actions)
        action->setText(tr(text));
    for (std::size_t i = 0; i < m_pageActions.size(); ++i)
        m_pageActions[i]->setText(tr("Go to %1").arg(PageRegistry::title(m_pages.entries()[i])));
}

std::vector<kit::PaletteEntry> WindowKeys::paletteEntries(const QWidget *page) const
{
    std::vector<kit::PaletteEntry> entries;
    const auto take = [&entries](QAction *action, const QString &title, const QString &group) {
        if (!title.isEmpty())
            entries.push_back({title, group, action->shortcut(), [action] { action->trigger(); },
                               action->isEnabled() ? QString() : tr("not possible now"), action->text()});
    };
    for (std::size_t i = 0; i < m_pageActions.size(); ++i)
        take(m_pageActions[i], PageRegistry::title(m_pages.entries()[i]), tr("Pages"));
    for (QAction *action : page != nullptr ? page->actions() : QList<QAction *>())
        take(action, action->text(), tr("This page"));
    for (const auto &[action, text] : m_actions)
        take(action, action->text(), tr("Console"));
    return entries;
}

std::vector<kit::KeySheet::Section> WindowKeys::sections(QWidget *page) const
{
    std::vector<kit::KeySheet::Section> all;
    if (page != nullptr) {
        QList<QWidget *> widgets {page};
        for (QWidget *child : page->findChildren<QWidget *>()) {
            if (child->isVisibleTo(page) && !child->actions().isEmpty())
                widgets += child;
        }
        if (const auto lines = kit::liveKeys(widgets); !lines.empty())
            all.push_back({tr("This page"), lines});
    }
    std::vector<kit::KeyLine> pages;
    std::vector<kit::KeyLine> others;
    const auto leadsToPage = [this](const kit::KeyLine &line) {
        return std::ranges::any_of(m_pageActions, [&line](const QAction *action) { return kit::keyText(action->shortcut()) == line.keys; });
    };
    for (const kit::KeyLine &line : kit::liveKeys({&m_window}))
        (leadsToPage(line) ? pages : others).push_back(line);
    all.push_back({tr("Pages"), pages});
    all.push_back({tr("Everywhere"), others});
    return all;
}

} // namespace signalbox::shell
