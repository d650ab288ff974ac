#pragma once

#include "ui/kit/page.h"
#include "ui/kit/palette.h"

#include <functional>
#include <vector>

namespace signalbox::shell {

/// What the window knows of a page.
struct PageEntry
{
    QByteArray id; ///< stable: `overview`, `traffic`…; used by Page::pageWanted()
    const char *title; ///< marked with QT_TRANSLATE_NOOP("PageRegistry", …)
    QKeySequence keys; ///< `g o`
    /// Builds the page when it is first opened. The window owns it.
    std::function<kit::Page *(const kit::PageTools &)> make;
};

/// The pages of the console in the order of the navigation. The window knows pages only through it; page_list.cpp is
/// the one file that names them.
class PageRegistry
{
public:
    void add(PageEntry entry) { m_entries.push_back(std::move(entry)); }
    const std::vector<PageEntry> &entries() const { return m_entries; }
    /// The entry's place in the navigation; -1 when unknown.
    int indexOf(const QByteArray &id) const;
    /// The title in the present language.
    static QString title(const PageEntry &entry);

    /// What the palette offers besides pages and keys. page_list.cpp hands it to the pages that have acts.
    kit::PaletteActs &acts() { return m_acts; }
    const kit::PaletteActs &acts() const { return m_acts; }

private:
    std::vector<PageEntry> m_entries;
    kit::PaletteActs m_acts;
};

} // namespace signalbox::shell
