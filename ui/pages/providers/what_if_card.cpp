#include "ui/pages/providers/what_if_card.h"

#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/pages/providers/provider_rows.h"

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
constexpr int kLineHeight = 22;
constexpr std::chrono::milliseconds kAskDelay {200};

QString signedText(const QString &text, double value)
{
    return value > 0 ? u'+' + text : text;
}

} // namespace

WhatIfCard::WhatIfCard(client::ProvidersFacet &providers, QWidget *parent)
    : Card({}, parent), m_providers(providers), m_outcome(new QLabel), m_distribution(new QLabel),
      m_reset(new QPushButton)
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
    for (QLabel *label : {m_outcome, m_distribution}) {
        label->setWordWrap(true);
        addWidget(label);
    }
    kit::setTone(m_distribution, kit::Tone::Muted);
    body()->addStretch(1);
    addToHeader(m_reset);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kAskDelay);
    connect(&m_delay, &QTimer::timeout, this, &WhatIfCard::ask);
    connect(m_reset, &QPushButton::clicked, this, &WhatIfCard::reset);
    retranslate();
}

void WhatIfCard::retranslate()
{
    setTitle(tr("What if"));
    setRemark(tr("weights, nothing is changed"));
    const QStringList names {tr("Price"), tr("Speed"), tr("Commission"), tr("Availability"), tr("Reliability")};
    for (size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].name->setText(names[qsizetype(i)]);
        m_lines[i].slider->setAccessibleName(names[qsizetype(i)]);
    }
    m_reset->setText(tr("Reset"));
    showOutcome();
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
    if (!answer) {
        m_outcome->setText(kit::errorText(answer.error()));
        return;
    }
    m_answer = *answer;
    m_current = answer->current;
    if (!m_touched)
        reset();
    showOutcome();
}

void WhatIfCard::reset()
{
    for (const Line &line : m_lines) {
        const QSignalBlocker quiet(line.slider);
        line.slider->setValue(int(std::round(m_current.*line.weight * kSteps)));
    }
    const bool wasTouched = std::exchange(m_touched, false);
    showValues();
    if (wasTouched)
        ask();
}

void WhatIfCard::showValues()
{
    for (const Line &line : m_lines) {
        const double now = double(line.slider->value()) / kSteps;
        const bool changed = std::abs(now - m_current.*line.weight) > 0.004;
        line.value->setText(u"%1 → %2"_s.arg(kit::formatNumber(m_current.*line.weight, 2), kit::formatNumber(now, 2)));
        kit::setTone(line.value, changed ? kit::Tone::Strong : kit::Tone::Muted);
    }
}

void WhatIfCard::showOutcome()
{
    if (!m_answer || m_answer->decisions == 0) {
        m_outcome->setText(tr("No decision to replay yet."));
        m_distribution->clear();
        return;
    }
    const protocol::WhatIfAnswer &answer = *m_answer;
    const double cents = answer.meanTotalCents.after - answer.meanTotalCents.before;
    const double minutes = answer.meanEtaMinutes.after - answer.meanEtaMinutes.before;
    const double commission = answer.meanCommissionCents.after - answer.meanCommissionCents.before;
    m_outcome->setText(tr("Last %n decision(s) with these weights: %1 change.", nullptr, answer.decisions)
                           .arg(kit::formatNumber(answer.changed))
                       + u'\n'
                       + tr("%1 a cart · %2 min · commission %3")
                             .arg(signedText(kit::formatCents(cents), cents), signedText(kit::formatNumber(minutes, 1), minutes),
                                  signedText(kit::formatCents(commission), commission)));
    QStringList shares;
    for (const protocol::ShareChange &change : answer.distribution)
        shares += tr("%1 %2 → %3").arg(shortName(change.name), kit::formatPercent(change.share.before), kit::formatPercent(change.share.after));
    m_distribution->setText(shares.join(u" · "_s));
}

} // namespace signalbox::pages
