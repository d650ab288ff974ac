#include "ui/pages/audit/audit_page.h"

#include "ui/kit/filter_field.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/audit/audit_card.h"
#include "ui/pages/audit/audit_list.h"
#include "ui/pages/audit/audit_rows.h"
#include "ui/pages/audit/chain_band.h"

#include <QAction>
#include <QSplitter>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr int kLeastCard = 236;
}

AuditPage::AuditPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent)
    , m_band(new ChainBand(facets))
    , m_filter(new kit::FilterField)
    , m_list(new AuditList(facets, tools.layout))
    , m_card(new AuditCard(facets))
    , m_halves(new QSplitter(Qt::Vertical))
{
    setFilterField(m_filter);
    prepareAuditFilter(*m_filter);
    setFocusProxy(&m_list->table());
    m_card->setMinimumHeight(kLeastCard);
    m_halves->setHandleWidth(kit::kCardGap);
    m_halves->setChildrenCollapsible(false);
    m_halves->addWidget(m_list);
    m_halves->addWidget(m_card);
    m_halves->setStretchFactor(0, 3);
    m_halves->setStretchFactor(1, 2);
    body()->addWidget(m_band);
    body()->addWidget(m_filter);
    body()->addWidget(m_halves, 1);
    m_verify = addKey(Qt::Key_V, [this] { m_band->verify(); });
    m_export = addKey(Qt::Key_X, [this] { m_band->exportAll(); });
    m_target = addKey(Qt::Key_T, [this] {
        if (const protocol::AuditEntry *entry = m_list->find(m_list->table().currentKey()))
            m_filter->setText(u"target:\"%1\""_s.arg(entry->target));
    });
    m_list->table().addAct(m_target);
    connect(m_filter, &kit::FilterField::applied, this, [this](const QString &text) { m_list->read(text); });
    connect(m_list, &AuditList::chosenChanged, this, &AuditPage::showChosen);
    connect(m_band, &ChainBand::entryWanted, this, &AuditPage::showEntry);
    retranslate();
}

QString AuditPage::help() const
{
    return tr("Who did what, when and why, and was anything changed since? Refused acts stand here too. Filter by "
              "actor:, act:, "
              "target:, outcome:, at>, id:.");
}

void AuditPage::onShown()
{
    m_list->start();
}

void AuditPage::onHidden()
{
    m_list->stop();
}

void AuditPage::showChosen()
{
    const protocol::AuditEntry *entry = m_list->find(m_list->table().currentKey());
    m_card->show(entry == nullptr ? std::nullopt : std::optional(*entry));
}

/// With those around it: what was taken out is not there itself.
void AuditPage::showEntry(const QString &id)
{
    const qint64 number = id.toLongLong();
    m_filter->setText(u"id>=%1 id<=%2"_s.arg(number - 5).arg(number + 5));
    m_list->read(m_filter->text(), id);
}

void AuditPage::retranslate()
{
    m_filter->setPlaceholder(tr("Filter: actor:olga outcome:refused act~revisions at>2026-01-31"));
    m_verify->setText(tr("Verify the chain"));
    m_export->setText(tr("Export the audit…"));
    m_target->setText(tr("Show what else was done to this target"));
    m_band->retranslate();
    m_list->retranslate();
    m_card->retranslate();
}

} // namespace signalbox::pages
