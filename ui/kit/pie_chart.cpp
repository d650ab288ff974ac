#include "ui/kit/pie_chart.h"

#include "ui/kit/chart_link.h"
#include "ui/kit/formats.h"
#include "ui/kit/legend.h"
#include "ui/kit/theme.h"

#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QPainter>
#include <QPieSeries>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

PieChart::PieChart(ChartLink &link, QWidget *parent)
    : QWidget(parent)
    , m_link(link)
    , m_view(new QChartView(this))
    , m_pie(new QPieSeries)
    , m_legend(new Legend(Legend::Shape::Box, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_legend);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->setStyleSheet(u"background: transparent"_s);
    m_view->setMinimumSize(120, 100);
    m_view->setFocusPolicy(Qt::NoFocus);
    QChart *chart = m_view->chart();
    chart->setBackgroundVisible(false);
    chart->setMargins({});
    chart->legend()->hide();
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->addSeries(m_pie);
    m_pie->setHoleSize(0.55);
    m_pie->setPieSize(0.96);
    connect(m_legend, &Legend::toggled, this, &PieChart::rebuild);
    rebuild();
}

void PieChart::setSlices(std::vector<Slice> slices)
{
    m_slices = std::move(slices);
    double total = 0;
    for (const Slice &slice : m_slices)
        total += std::max(slice.value, 0.0);
    setState(total > 0 ? ViewState::ready() : ViewState::empty(tr("Nothing chosen in this time range")));
}

void PieChart::setState(const ViewState &state)
{
    m_state = state;
    rebuild();
}

void PieChart::rebuild()
{
    const bool ready = m_state.kind == ViewState::Kind::Ready;
    m_view->setVisible(ready);
    m_legend->setVisible(ready);
    m_pie->clear();
    double total = 0;
    for (const Slice &slice : m_slices)
        total += std::max(slice.value, 0.0);
    std::vector<LegendEntry> entries;
    QStringList spoken;
    for (const Slice &slice : m_slices) {
        const SeriesStyle style = m_link.colors().style(slice.name);
        const QString share = formatPercent(total > 0 ? slice.value / total : 0);
        entries.push_back({slice.name, style, share});
        spoken += slice.name + u' ' + share;
        if (slice.value <= 0 || m_legend->isHiddenSeries(slice.name))
            continue;
        QPieSlice *drawn = m_pie->append(slice.name, slice.value);
        drawn->setColor(style.color);
        drawn->setBorderColor(tokens().panel);
        drawn->setBorderWidth(2);
    }
    m_legend->setEntries(std::move(entries));
    setAccessibleDescription(spoken.join(u", "_s));
    update();
}

void PieChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange)
        rebuild();
    QWidget::changeEvent(event);
}

void PieChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintViewState(&painter, rect(), m_state);
}

} // namespace signalbox::kit
