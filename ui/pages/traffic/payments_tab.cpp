#include "ui/pages/traffic/payments_tab.h"

#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_bars.h"
#include "ui/pages/traffic/traffic_reading.h"
#include "ui/pages/traffic/traffic_words.h"

#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

namespace {

constexpr int kMostRows = 6;

std::vector<kit::Column> columns()
{
    return {{"service", {}},
            {"share", {}, kit::ColumnType::State},
            {"succeeded", {}, kit::ColumnType::Number},
            {"failed", {}, kit::ColumnType::Number},
            {"all", {}, kit::ColumnType::Number},
            {"what", {}}};
}

/// What counts as an attempt to pay, by service.
QString attemptText(const QString &service)
{
    return service == QLatin1StringView("commerce") ? PaymentsTab::tr("confirmed orders of all answered confirmations")
                                                    : QString();
}

kit::Row rowOf(const protocol::PaymentCount &count)
{
    const auto number = [](qint64 value) { return kit::Cell::of(double(value), kit::formatNumber(double(value))); };
    const double share = double(count.succeeded) / double(std::max<qint64>(count.all, 1));
    kit::Cell what = kit::Cell::of(attemptText(count.service));
    what.muted = true;
    return {count.service.toUtf8(),
            {kit::Cell::name(count.service),
             kit::Cell::state(paymentHealth(count.succeeded, count.all), kit::formatPercent(share)),
             number(count.succeeded), number(count.all - count.succeeded), number(count.all), what}};
}

} // namespace

PaymentsTab::PaymentsTab(const kit::PageTools &tools, TrafficReading &reading)
    : m_reading(reading)
    , m_rows(columns())
    , m_barCard(new kit::Card)
    , m_sentence(new QLabel)
    , m_bars(new kit::TimeBars(tools.link))
    , m_card(new kit::Card)
    , m_table(new kit::TableView(m_rows))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::kCardGap);
    kit::setTone(m_sentence, kit::Tone::Headline);
    m_barCard->addToHeader(m_bars->legend());
    m_barCard->addWidget(m_sentence);
    m_barCard->addWidget(m_bars, 1);
    m_card->setFlush(true);
    m_card->addWidget(m_table);
    m_table->fitToRows(kMostRows);
    column->addWidget(m_barCard, 1);
    column->addWidget(m_card);
    connect(&reading, &TrafficReading::changed, this, [this] {
        if (isVisible())
            showAll();
    });
}

void PaymentsTab::retranslate()
{
    m_barCard->setTitle(tr("Payments"));
    m_card->setTitle(tr("By service"));
    m_rows.setTitles({tr("Service"), tr("Success"), tr("Succeeded"), tr("Failed"), tr("All"), tr("What is counted")});
    if (isVisible())
        showAll();
}

void PaymentsTab::showAll()
{
    const auto &payments = m_reading.payments();
    if (!payments) {
        if (const auto problem = m_reading.problem()) {
            m_table->setState(kit::errorState(*problem));
            m_bars->setState([error = *problem] { return kit::errorState(error); });
        }
        return;
    }
    m_table->setState([] { return kit::ViewState::empty(tr("No payments in this range.")); });
    std::vector<kit::Row> rows;
    qint64 succeeded = 0;
    qint64 all = 0;
    for (const protocol::PaymentCount &count : payments->items) {
        rows.push_back(rowOf(count));
        succeeded += count.succeeded;
        all += count.all;
    }
    m_rows.setRows(std::move(rows));
    m_table->fitToRows(kMostRows);
    m_card->setRemark(spanText(payments->from, std::min(payments->to, payments->at)));
    m_sentence->setVisible(all > 0);
    m_sentence->setText(tr("%1 of %2 payments succeeded: %3")
                            .arg(kit::formatNumber(double(succeeded)), kit::formatNumber(double(all)),
                                 kit::formatPercent(double(succeeded) / double(std::max<qint64>(all, 1)))));
    showBars();
}

void PaymentsTab::showBars()
{
    const auto &payments = m_reading.payments();
    const qint64 from = core::epochMs(payments->from);
    const qint64 step = std::max<qint64>(payments->stepMs, 1);
    const auto steps = size_t((core::epochMs(payments->to) - from + step - 1) / step);
    kit::BarLayer failed{tr("failed"), kit::BarInk::Bad, std::vector<double>(steps)};
    kit::BarLayer succeeded{tr("succeeded"), kit::BarInk::First, std::vector<double>(steps)};
    for (const protocol::PaymentCell &cell : payments->cells) {
        const auto place = size_t((core::epochMs(cell.at) - from) / step);
        if (place >= steps)
            continue;
        succeeded.counts[place] += double(cell.succeeded);
        failed.counts[place] += double(cell.all - cell.succeeded);
    }
    m_bars->setState([] {
        return kit::ViewState::empty(tr("No payments in this range."),
                                     tr("Choose a longer range to look further back."));
    });
    // Failures at the bottom: their height can be compared.
    m_bars->setLayers(from, step, {std::move(failed), std::move(succeeded)});
    m_barCard->setRemark(tr("attempts per %1").arg(kit::formatDuration(double(step))));
}

} // namespace signalbox::pages
