#include "ui/shell/layout_store.h"

using namespace Qt::StringLiterals;

namespace signalbox::shell {

SettingsLayout::SettingsLayout(const QString &gateway)
    : m_settings(u"signalbox"_s, u"console"_s)
    , m_group(gateway.isEmpty() ? u"console/"_s : u"gateways/"_s + QString(gateway).replace(u'/', u'_') + u'/')
{
}

QVariant SettingsLayout::value(const QString &name) const
{
    return m_settings.value(m_group + name);
}

void SettingsLayout::setValue(const QString &name, const QVariant &value)
{
    m_settings.setValue(m_group + name, value);
}

} // namespace signalbox::shell
