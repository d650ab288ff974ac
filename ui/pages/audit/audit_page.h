#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"

class QSplitter;

namespace signalbox::pages {

class AuditCard;
class AuditList;
class ChainBand;

/// Every act and every refused act with its reason, and the proof that none was changed (contract
/// operator-console 2.6).
class AuditPage : public kit::Page
{
    Q_OBJECT

public:
    AuditPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;
    void onHidden() override;

private:
    void showChosen();
    void showEntry(const QString &id);

    ChainBand *m_band;
    kit::FilterField *m_filter;
    AuditList *m_list;
    AuditCard *m_card;
    QSplitter *m_halves;
    QAction *m_verify;
    QAction *m_export;
    QAction *m_target;
};

} // namespace signalbox::pages
