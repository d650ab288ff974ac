#pragma once

#include "ui/kit/layout_store.h"

#include <QSettings>

namespace signalbox::shell {

/// What the user arranged, in the desktop's settings: one group a gateway, and one for the console itself.
class SettingsLayout : public kit::LayoutStore
{
public:
    /// `gateway`: the gateway's name; empty for what holds for all of them (theme, language).
    explicit SettingsLayout(const QString &gateway = {});

    QVariant value(const QString &name) const override;
    void setValue(const QString &name, const QVariant &value) override;

private:
    QSettings m_settings;
    QString m_group;
};

} // namespace signalbox::shell
