#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"

#include <QTimer>

class QPushButton;

namespace signalbox::pages {

class ChecklistView;
class HealthCard;

/// Health & checklist (contract operator-console 4.2): how each part of the gateway is, what the guides' checklists
/// come to, and the incident bundle.
class HealthPage : public kit::Page
{
    Q_OBJECT

public:
    HealthPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;
    void onHidden() override;

private:
    void showHealth();
    void showAge();
    void open(const QByteArray &page, const QString &filter);

    client::Facets &m_facets;
    HealthCard *m_health;
    ChecklistView *m_checks;
    QPushButton *m_bundle;
    QAction *m_runKey;
    QAction *m_failingKey;
    QAction *m_copyKey;
    QAction *m_bundleKey;
    QTimer m_everySecond;
    client::Subscription m_followed;
    client::Subscription m_providers;
};

} // namespace signalbox::pages
