#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"

class QTabWidget;

namespace signalbox::pages {

class DecisionsView;
class NowView;
class SwitchesView;
class WhatIfView;

/// Who is chosen and why: how the providers do now, every decision with its scores, other weights tried out, and the
/// switches of each (contract operator-console 4.2).
class ProvidersPage : public kit::Page
{
    Q_OBJECT

public:
    ProvidersPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    /// Opens the decisions that fit the filter; `act:mock provider:KROGER_API` begins that act (mock, out, open, close,
    /// auto, probe).
    void openWith(const QString &filter) override;
    QString help() const override;

protected:
    void retranslate() override;

private:
    NowView *m_now;
    DecisionsView *m_decisions;
    WhatIfView *m_whatIf;
    SwitchesView *m_switches;
    QTabWidget *m_views;
    std::vector<QAction *> m_keys; ///< one a view
};

} // namespace signalbox::pages
