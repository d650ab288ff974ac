#include "ui/pages/operators/refusals_card.h"

#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr int kShown = 50;
}

RefusalsCard::RefusalsCard(client::Facets &facets, kit::LayoutStore &layout, QWidget *parent)
    : Card({}, parent), m_facets(facets),
      m_rows({{"at", {}, kit::ColumnType::Time}, {"who", {}}, {"from", {}}, {"what", {}}, {"why", {}}}),
      m_table(new kit::TableView(m_rows)), m_lockOut(new QLabel)
{
    setFlush(true);
    addWidget(m_table, 1);
    m_table->keepColumns(layout, u"refusals"_s);
    m_lockOut->setWordWrap(true);
    m_lockOut->setContentsMargins(kit::kCardPadding, 4, kit::kCardPadding, 2);
    kit::setTone(m_lockOut, kit::Tone::Muted);
    body()->addWidget(m_lockOut);
    retranslate();
}

void RefusalsCard::read()
{
    m_facets.audit.entries(this, {.filter = u"outcome:refused"_s, .sort = {}, .limit = kShown, .cursor = {}},
                           [this](const Result<protocol::Page<protocol::AuditEntry>> &page) { take(page); });
}

void RefusalsCard::take(const Result<protocol::Page<protocol::AuditEntry>> &page)
{
    if (!page) {
        m_table->setState([error = page.error()] { return kit::errorState(error); });
        return;
    }
    m_table->setState([] { return kit::ViewState::empty(tr("Nobody was refused anything.")); });
    std::vector<kit::Row> rows;
    for (const protocol::AuditEntry &entry : page->items) {
        const qint64 at = core::epochMs(entry.at);
        kit::Cell why = kit::Cell::of(entry.after);
        why.tip = entry.after;
        kit::Cell what = kit::Cell::of(QString(entry.act).remove("/ops/v1/"_L1));
        what.tip = entry.act;
        rows.push_back({entry.id.toUtf8(),
                        {kit::Cell::of(double(at), kit::formatMoment(at)),
                         kit::Cell::name(entry.role.isEmpty() ? tr("unknown") : entry.actor), kit::Cell::of(entry.address),
                         what, why}});
    }
    setRemark(rows.empty() ? QString() : tr("the last %n", nullptr, int(rows.size())));
    m_rows.setRows(std::move(rows));
}

void RefusalsCard::retranslate()
{
    setTitle(tr("Refused lately"));
    m_rows.setTitles({tr("When"), tr("Who"), tr("From"), tr("What"), tr("Why")});
    m_lockOut->setText(tr("After ten wrong tokens within a minute an address has to wait until the minute is over."));
}

} // namespace signalbox::pages
