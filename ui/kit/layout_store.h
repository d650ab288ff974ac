#pragma once

#include <QString>
#include <QVariant>

namespace signalbox::kit {

/// Where the console keeps what the user arranged (columns, sizes, theme), per gateway. Implemented by the shell.
class LayoutStore
{
public:
    virtual ~LayoutStore() = default;
    virtual QVariant value(const QString &name) const = 0;
    virtual void setValue(const QString &name, const QVariant &value) = 0;
};

} // namespace signalbox::kit
