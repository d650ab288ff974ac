#include "ui/pages/providers/what_if_card.h"

#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLast = 1000;
constexpr int kSteps = 100; ///< slider steps of a weight of 1
constexpr double kMostWeight = 1.5;
constexpr double kChanged = 0.004; ///< half a slider step
constexpr int kLineHeight = 26;
constexpr std::chrono::milliseconds kAskDelay {200};
constexpr std::chrono::seconds kRefresh {5};

/// What a caller's preference multiplies the weights by (contract commerce-router 5), here tried for all orders.
struct Preset
{
    double price;
    double speed;
    double availability;
    double margin;
};

constexpr Preset kPresets[] {{2, 0.5, 1, 0.5}, {0.5, 2.5, 1, 0.5}, {0.7, 0.7, 1, 2}, {0.5, 1, 1.8, 0.75}};

protocol::Weights applied(const Preset &preset, protocol::Weights weights)
{
    weights.price *= preset.price;
    weights.speed *= preset.speed;
    weights.availability *= preset.availability;
    weights.margin *= preset.margin;
    return weights;
}

} // namespace

WhatIfCard::WhatIfCard(client::ProvidersFacet &providers, QWidget *parent)
    : Card({}, parent), m_providers(providers), m_outcome(new QLabel)
{
    addSliders();
    addPresets();
    m_outcome->setWordWrap(true);
    addWidget(m_outcome);
    kit::setTone(m_outcome, kit::Tone::Strong);
    body()->addStretch(1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kAskDelay);
    m_refresh.setInterval(kRefresh);
    connect(&m_delay, &QTimer::timeout, this, &WhatIfCard::ask);
    connect(&m_refresh, &QTimer::timeout, this, &WhatIfCard::ask);
    retranslate();
}

void WhatIfCard::addSliders()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    using protocol::Weights;
    for (double Weights::*weight : {&Weights::price, &Weights::speed, &Weights::margin, &Weights::availability, &Weights::reliability}) {
        Line line {weight, new QLabel, new QSlider(Qt::Horizontal), new QLabel};
        line.slider->setRange(0, int(kMostWeight * kSteps));
        line.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const int row = int(m_lines.size());
        grid->addWidget(line.name, row, 0);
        grid->addWidget(line.slider, row, 1);
        grid->addWidget(line.value, row, 2);
        connect(line.slider, &QSlider::valueChanged, this, [this] {
            m_touched = true;
            showValues();
            m_delay.start();
        });
        grid->setRowMinimumHeight(row, kLineHeight);
        m_lines.push_back(line);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(2, 92);
    addLayout(grid);
}

void WhatIfCard::addPresets()
{
    auto *grid = new QGridLayout;
    grid->setSpacing(8);
    for (std::size_t i = 0; i <= std::size(kPresets); ++i) {
        auto *button = m_presets.emplace_back(new QPushButton);
        grid->addWidget(button, int(i) / 3, int(i) % 3);
        connect(button, &QPushButton::clicked, this, [this, i] { moveTo(i == 0 ? m_current : applied(kPresets[i - 1], m_current)); });
    }
    addLayout(grid);
}

void WhatIfCard::retranslate()
{
    setTitle(tr("Weights"));
    setRemark(tr("in force → tried here; nothing is changed"));
    const QStringList names {tr("Price"), tr("Speed"), tr("Commission"), tr("Availability"), tr("Reliability")};
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].name->setText(names[qsizetype(i)]);
        m_lines[i].slider->setAccessibleName(names[qsizetype(i)]);
        m_lines[i].slider->setToolTip(tr("How many points of the total score one point of this part gives. Priority always counts once."));
    }
    const QStringList presets {tr("As now"), tr("Price first"), tr("Speed first"), tr("Commission first"), tr("Availability first")};
    for (std::size_t i = 0; i < m_presets.size(); ++i)
        m_presets[i]->setText(presets[qsizetype(i)]);
    showValues();
    showOutcome();
}

void WhatIfCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    m_refresh.start();
    ask();
}

void WhatIfCard::hideEvent(QHideEvent *event)
{
    Card::hideEvent(event);
    m_refresh.stop();
}

protocol::Weights WhatIfCard::asked() const
{
    protocol::Weights weights = m_current;
    for (const Line &line : m_lines)
        weights.*line.weight = double(line.slider->value()) / kSteps;
    return weights;
}

void WhatIfCard::ask()
{
    // Until somebody moves a slider the gateway's own weights are asked for, so that the sliders start from them.
    m_providers.whatIf(this, {m_touched ? asked() : m_current, kLast},
                       [this](const Result<protocol::WhatIfAnswer> &answer) { take(answer); });
}

void WhatIfCard::take(const Result<protocol::WhatIfAnswer> &answer)
{
    m_problem.reset();
    if (!answer) {
        m_problem = answer.error();
        return showOutcome();
    }
    const bool first = !m_answer;
    m_answer = *answer;
    m_current = answer->current;
    if (!m_touched)
        moveTo(m_current);
    // Before the first answer the weights in force were not known, so it was asked for others.
    if (first && !m_touched && answer->asked != m_current)
        ask();
    showValues();
    showOutcome();
    Q_EMIT answered(*answer);
}

void WhatIfCard::moveTo(const protocol::Weights &weights)
{
    for (const Line &line : m_lines) {
        const QSignalBlocker quiet(line.slider);
        line.slider->setValue(int(std::round(weights.*line.weight * kSteps)));
    }
    const bool wasTouched = std::exchange(m_touched, weights != m_current);
    showValues();
    if (wasTouched || m_touched)
        ask();
}

void WhatIfCard::showValues()
{
    for (const Line &line : m_lines) {
        const double now = double(line.slider->value()) / kSteps;
        const bool changed = std::abs(now - m_current.*line.weight) > kChanged;
        line.value->setText(u"%1 → %2"_s.arg(kit::formatNumber(m_current.*line.weight, 2), kit::formatNumber(now, 2)));
        kit::setTone(line.value, changed ? kit::Tone::Strong : kit::Tone::Muted);
    }
}

void WhatIfCard::showOutcome()
{
    if (m_problem)
        m_outcome->setText(kit::errorText(*m_problem));
    else if (!m_answer || m_answer->decisions == 0)
        m_outcome->setText(tr("No decision to replay yet."));
    else
        m_outcome->setText(tr("Last %n decision(s) with these weights: %1 change.", nullptr, m_answer->decisions)
                               .arg(kit::formatNumber(m_answer->changed)));
}

} // namespace signalbox::pages
