#include "ui/pages/providers/what_if_view.h"

#include "ui/kit/card.h"
#include "ui/kit/formats.h"
#include "ui/kit/scroll_pane.h"
#include "ui/kit/stack_chart.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/providers/apply_card.h"
#include "ui/pages/providers/provider_words.h"
#include "ui/pages/providers/what_if_card.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFigures = 7; ///< four shares, three means

QString signedText(const QString &text, double value)
{
    return value > 0 ? u'+' + text : text;
}

using Format = QString (*)(double);

kit::Row rowOf(const QByteArray &key, const QString &name, const protocol::BeforeAfter &figure, Format format, Format difference)
{
    const double change = figure.after - figure.before;
    const bool seen = difference(std::abs(change)) != difference(0);
    kit::Cell changed = kit::Cell::of(change, seen ? signedText(difference(change), change) : difference(0));
    changed.strong = seen;
    changed.muted = !seen;
    return {key, {kit::Cell::name(name), kit::Cell::of(figure.before, format(figure.before)),
                  kit::Cell::of(figure.after, format(figure.after)), changed}};
}

QString cents(double value)
{
    return kit::formatCents(value);
}

QString share(double value)
{
    return kit::formatPercent(value);
}

/// Points of a share: 0.05 is `5.0 pt`.
QString points(double value)
{
    return WhatIfView::tr("%1 pt").arg(kit::formatNumber(value * 100, 1));
}

QString minutes(double value)
{
    return kit::formatNumber(value, 1);
}

} // namespace

WhatIfView::WhatIfView(const kit::PageTools &tools, client::Facets &facets)
    : m_rows({{"figure", {}},
              {"before", {}, kit::ColumnType::Number},
              {"after", {}, kit::ColumnType::Number},
              {"change", {}, kit::ColumnType::Number}}),
      m_table(new kit::TableView(m_rows)), m_chart(new kit::StackChart(tools.link, share)),
      m_weights(new WhatIfCard(facets)), m_apply(new ApplyCard(facets, tools.undo)), m_chartCard(new kit::Card), m_tableCard(new kit::Card)
{
    m_chartCard->addToHeader(m_chart->legend());
    m_chartCard->addWidget(m_chart, 1);
    m_tableCard->setFlush(true);
    m_tableCard->addWidget(m_table);
    m_table->fitToRows(kFigures);
    m_table->keepColumns(tools.layout, u"what-if"_s);
    auto *left = new QVBoxLayout;
    left->setSpacing(kit::kCardGap);
    left->addWidget(m_weights, 1);
    left->addWidget(m_tableCard);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, kit::kCardGap - 4, 0, 0);
    layout->setSpacing(kit::kCardGap);
    auto *right = new QVBoxLayout;
    right->addWidget(m_chartCard, 1);
    right->addWidget(m_apply);
    layout->addLayout(left, 6);
    layout->addWidget(kit::makeScrollPane(right), 5);
    connect(m_weights, &WhatIfCard::tried, m_apply, &ApplyCard::show);
    connect(m_apply, &ApplyCard::applied, m_weights, &WhatIfCard::follow);
    connect(&facets.session, &client::SessionFacet::changed, m_apply, &ApplyCard::showRefusals);
    connect(&facets.link, &client::Link::stateChanged, m_apply, &ApplyCard::showRefusals);
    connect(m_weights, &WhatIfCard::answered, this, &WhatIfView::show);
}

void WhatIfView::retranslate()
{
    m_weights->retranslate();
    m_apply->retranslate();
    m_chartCard->setTitle(tr("Who would be chosen"));
    m_tableCard->setTitle(tr("What it would mean"));
    m_rows.setTitles({tr("Figure"), tr("As decided"), tr("Tried"), tr("Change")});
    if (m_answer)
        show(*m_answer);
}

void WhatIfView::show(const protocol::WhatIfAnswer &answer)
{
    m_answer = answer;
    m_tableCard->setRemark(tr("means of %n decision(s), read at %1", nullptr, answer.decisions)
                               .arg(kit::formatClock(core::epochMs(answer.at))));
    std::vector<kit::Row> rows;
    std::vector<kit::StackSeries> stacks;
    for (const protocol::ShareChange &change : answer.distribution) {
        const QString name = shortName(change.name);
        rows.push_back(rowOf(change.providerId.toUtf8(), tr("%1 chosen").arg(name), change.share, share, points));
        stacks.push_back({name, {change.share.before, change.share.after}});
    }
    rows.push_back(rowOf("cart", tr("Mean cart"), answer.meanTotalCents, cents, cents));
    rows.push_back(rowOf("eta", tr("Mean ETA, min"), answer.meanEtaMinutes, minutes, minutes));
    rows.push_back(rowOf("commission", tr("Mean commission"), answer.meanCommissionCents, cents, cents));
    if (answer.decisions == 0)
        stacks.clear();
    m_chart->setStacks({tr("As decided"), tr("With these weights")}, std::move(stacks));
    m_rows.setRows(std::move(rows));
    m_table->fitToRows(kFigures);
}

} // namespace signalbox::pages
