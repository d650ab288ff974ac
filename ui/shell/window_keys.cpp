#include "ui/shell/window_keys.h"

#include "ui/shell/page_registry.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

WindowKeys::WindowKeys(QWidget &window, const PageRegistry &pages, WindowActs acts)
    : QObject(&window), m_window(window), m_pages(pages)
{
    for (const PageEntry &entry : pages.entries()) {
        auto *action = new QAction(&window);
        action->setShortcut(entry.keys);
        connect(action, &QAction::triggered, this, [open = acts.open, id = entry.id] { open(id); });
        window.addAction(action);
        m_pageActions.push_back(action);
    }
    add(u"Ctrl+K"_s, QT_TR_NOOP("Search or act"), acts.palette);
    add(u"/"_s, QT_TR_NOOP("Filter this page"), acts.filter);
    add(u"["_s, QT_TR_NOOP("Back"), acts.back);
    add(u"]"_s, QT_TR_NOOP("Forward"), acts.ahead);
    add(u"Backspace"_s, QT_TR_NOOP("Undo zoom"), acts.undoZoom);
    add(u"?"_s, QT_TR_NOOP("Show the keys"), acts.keys);
    add(u"Ctrl+Shift+T"_s, QT_TR_NOOP("Switch light and dark"), acts.switchTheme);
    add(u"Ctrl+Shift+L"_s, QT_TR_NOOP("Switch English and 简体中文"), acts.switchLanguage);
    add(u"Ctrl+O"_s, QT_TR_NOOP("Attach to a gateway…"), acts.attach);
    retranslate();
}

QAction *WindowKeys::add(const QString &keys, const char *text, std::function<void()> act)
{
    auto *action = new QAction(&m_window);
    action->setShortcut(QKeySequence(keys));
    connect(action, &QAction::triggered, this, std::move(act));
    m_window.addAction(action);
    m_actions.emplace_back(action, text);
    return action;
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
    const auto take = [&entries](const QWidget *widget, const QString &group) {
        for (QAction *action : widget->actions()) {
            if (!action->text().isEmpty())
                entries.push_back({action->text(), group, action->shortcut(), [action] { action->trigger(); },
                                   action->isEnabled() ? QString() : tr("not possible now")});
        }
    };
    if (page != nullptr)
        take(page, tr("This page"));
    take(&m_window, tr("Console"));
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
    all.push_back({tr("Everywhere"), kit::liveKeys({&m_window})});
    return all;
}

} // namespace signalbox::shell
