#include "ui/shell/page_registry.h"

#include <QCoreApplication>

namespace signalbox::shell {

int PageRegistry::indexOf(const QByteArray &id) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const PageEntry &e) { return e.id == id; });
    return found == m_entries.end() ? -1 : int(found - m_entries.begin());
}

QString PageRegistry::title(const PageEntry &entry)
{
    return QCoreApplication::translate("PageRegistry", entry.title);
}

} // namespace signalbox::shell
