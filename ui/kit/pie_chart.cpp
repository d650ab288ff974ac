#include "ui/kit/pie_chart.h"

#include "ui/kit/chart_link.h"
#include "ui/kit/chart_menu.h"
#include "ui/kit/formats.h"
#include "ui/kit/legend.h"
#include "ui/kit/theme.h"

#include <QChart>
#include <QChartView>
#include <QContextMenuEvent>
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
    m_view->setMinimumSize(60, 60);
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
    if (total > 0)
        setState(&ViewState::ready);
    else
        setState([] { return ViewState::empty(tr("Nothing chosen in this time range")); });
}

void PieChart::setState(ViewStateMaker make)
{
    m_makeState = std::move(make);
    m_state = m_makeState();
    rebuild();
}

QImage PieChart::toImage()
{
    return chartImage(*this, [this](QPainter *painter) { render(painter, {}, {}, DrawChildren); });
}

QString PieChart::toCsv() const
{
    QString csv = u"name,value\n"_s;
    for (const Slice &slice : m_slices)
        csv += u"%1,%2\n"_s.arg(csvName(slice.name)).arg(slice.value, 0, 'g', 10);
    return csv;
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
    setAccessibleDescription(ready ? spoken.join(u", "_s) : m_state.text);
    update();
}

void PieChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_state = m_makeState();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange)
        rebuild();
    QWidget::changeEvent(event);
}

void PieChart::contextMenuEvent(QContextMenuEvent *event)
{
    openChartMenu(*this, event->globalPos(), [this] { return toImage(); }, [this] { return toCsv(); });
}

void PieChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintViewState(&painter, rect(), m_state);
}

} // namespace signalbox::kit
