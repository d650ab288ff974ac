#include "ui/pages/health/health_card.h"

#include "ui/client/wire_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QLabel>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr int kMostRows = 6;
constexpr int kOrder = 3; ///< the column that the rows are sorted by, never shown
}

HealthCard::HealthCard(kit::LayoutStore &layout, QWidget *parent)
    : Card({}, parent), m_rows({{"part", {}}, {"state", {}, kit::ColumnType::State}, {"text", {}}, {"order", {}, kit::ColumnType::Number, false}}),
      m_badge(new kit::StateBadge), m_sentence(new QLabel), m_table(new kit::TableView(m_rows))
{
    kit::setTone(m_sentence, kit::Tone::Headline);
    m_sentence->setWordWrap(true);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(kit::kCardPadding, 0, kit::kCardPadding, 0);
    line->setSpacing(8);
    line->addWidget(m_badge);
    line->addWidget(m_sentence, 1);
    setFlush(true);
    addLayout(line);
    addWidget(m_table);
    m_table->fitToRows(kMostRows);
    m_table->keepColumns(layout, u"health"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_rows.sort(kOrder);
    connect(m_table, &kit::TableView::opened, this, &HealthCard::open);
    retranslate();
}

void HealthCard::show(const protocol::Overview *overview, std::vector<HealthPart> parts)
{
    if (overview == nullptr) {
        m_badge->setHealth(kit::Health::Unknown);
        m_sentence->setText(tr("Waiting for the gateway's first word."));
        return;
    }
    m_badge->setHealth(HealthParts::healthOf(overview->verdict.state));
    m_sentence->setText(client::verdictText(overview->verdict));
    m_parts = std::move(parts);
    std::vector<kit::Row> rows;
    for (const HealthPart &part : m_parts) {
        kit::Cell text = kit::Cell::of(part.text);
        text.muted = part.health == kit::Health::Well || part.health == kit::Health::Unknown;
        rows.push_back({part.id.toUtf8(),
                        {kit::Cell::name(part.name), kit::Cell::state(part.health, part.word), text,
                         kit::Cell::of(double(rows.size()), QString())}});
    }
    m_rows.setRows(std::move(rows));
}

void HealthCard::setAge(const QString &text)
{
    setRemark(text);
}

void HealthCard::open(const QByteArray &id)
{
    const auto part = std::ranges::find(m_parts, QString::fromUtf8(id), &HealthPart::id);
    if (part != m_parts.end())
        Q_EMIT placeWanted(part->place.page, part->place.filter);
}

void HealthCard::retranslate()
{
    setTitle(tr("Health"));
    m_rows.setTitles({tr("Part"), tr("State"), tr("What it says"), tr("Order")});
}

} // namespace signalbox::pages
