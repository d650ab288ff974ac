#include "ui/pages/settings/revisions_view.h"

#include "ui/client/act_words.h"
#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/settings/revision_card.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr int kPage = 200;
constexpr int kPaneWidth = 440;
}

RevisionsView::RevisionsView(client::Facets &facets, client::LeverActs &acts, kit::LayoutStore &layout)
    : LeverView(facets),
      m_rows({{"number", {}, kit::ColumnType::Number}, {"at", {}, kit::ColumnType::Time}, {"actor", {}}, {"what", {}}, {"reason", {}}}),
      m_card(new kit::Card), m_table(new kit::TableView(m_rows)), m_older(new QPushButton), m_detail(new RevisionCard(facets, acts))
{
    m_card->setFlush(true);
    m_card->addToHeader(m_older);
    m_card->addWidget(m_table, 1);
    m_older->hide();
    m_table->keepColumns(layout, u"revisions"_s);
    m_detail->setFixedWidth(kPaneWidth);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, kit::kCardGap - 4, 0, 0);
    row->setSpacing(kit::kCardGap);
    row->addWidget(m_card, 1);
    row->addWidget(m_detail);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RevisionsView::showChosen);
    connect(m_table, &kit::TableView::opened, this, [this](const QByteArray &key) { m_detail->prepareRollback(key.toLongLong()); });
    connect(m_older, &QPushButton::clicked, this, [this] { readFrom(m_next.value_or(QString())); });
    m_table->setState(&kit::ViewState::loading);
}

void RevisionsView::read()
{
    readFrom({});
}

void RevisionsView::readFrom(const QString &cursor)
{
    facets().levers.revisions(this, {.filter = {}, .sort = {}, .limit = kPage, .cursor = cursor},
                              [this, older = !cursor.isEmpty()](const Result<protocol::Page<protocol::Revision>> &page) {
                                  take(page, older);
                              });
}

void RevisionsView::take(const Result<protocol::Page<protocol::Revision>> &page, bool older)
{
    if (!page) {
        m_table->setState([error = page.error()] { return kit::errorState(error); });
        return;
    }
    if (!older)
        m_revisions.clear();
    m_revisions.insert(m_revisions.end(), page->items.begin(), page->items.end());
    m_next = page->nextCursor;
    m_older->setVisible(m_next.has_value());
    m_card->setRemark(tr("%1 of %2").arg(kit::formatNumber(double(m_revisions.size())), kit::formatNumber(double(page->total))));
    m_table->setState([] {
        return kit::ViewState::empty(tr("Nothing was changed here yet."), tr("Every setting is as configured. Flip a flag in Settings to begin."));
    });
    showRows();
}

kit::Row RevisionsView::row(const protocol::Revision &revision) const
{
    const qint64 at = core::epochMs(revision.at);
    QString what = client::SettingWords::changes(revision.changes);
    if (revision.rollbackOf)
        what = tr("back to %1: %2").arg(*revision.rollbackOf).arg(what);
    kit::Cell changes = kit::Cell::of(what);
    changes.tip = what;
    return {QByteArray::number(revision.number),
            {kit::Cell::of(double(revision.number), QString::number(revision.number)), kit::Cell::of(double(at), kit::formatMoment(at)),
             kit::Cell::name(revision.actor), changes, kit::Cell::of(revision.reason)}};
}

void RevisionsView::showRows()
{
    std::vector<kit::Row> rows;
    for (const protocol::Revision &revision : m_revisions)
        rows.push_back(row(revision));
    if (!m_revisions.empty() && !m_next)
        rows.push_back({"0", {kit::Cell::of(0, u"0"_s), {}, {}, kit::Cell::of(tr("as configured")), {}}});
    m_rows.setRows(std::move(rows));
}

void RevisionsView::showChosen()
{
    const QList<QByteArray> chosen = m_table->selectedKeys();
    if (chosen == m_shown)
        return;
    m_shown = chosen;
    if (chosen.size() == 2) {
        const auto [older, newer] = std::minmax(chosen[0].toLongLong(), chosen[1].toLongLong());
        m_detail->compare(older, newer);
        return;
    }
    if (chosen.size() != 1)
        return m_detail->showNothing();
    const qint64 number = chosen.front().toLongLong();
    const auto found = std::ranges::find(m_revisions, number, &protocol::Revision::number);
    m_detail->showRevision(found == m_revisions.end() ? protocol::Revision() : *found);
}

void RevisionsView::showRefusals()
{
    m_detail->showRefusals();
}

void RevisionsView::retranslate()
{
    m_card->setTitle(tr("Revisions"));
    m_older->setText(tr("Older ones"));
    m_rows.setTitles({tr("Number"), tr("When"), tr("Who"), tr("What"), tr("Why")});
    m_detail->retranslate();
    showRows();
}

} // namespace signalbox::pages
