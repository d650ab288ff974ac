#include "ui/pages/providers/what_if_card.h"

#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/pages/providers/weight_keys.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLast = 1000;
constexpr int kSteps = 200; ///< slider steps of a weight of 1
constexpr double kMostWeight = 1.5; ///< that a slider offers unless more is in force
constexpr double kChanged = 0.0026; ///< a little over half a slider step
constexpr int kLineHeight = 26;
constexpr int kDecimals = 3;
constexpr std::chrono::milliseconds kAskDelay {200};
constexpr std::chrono::seconds kRefresh {5};

constexpr const char *kRecipes[] {"commerce-price-first", "commerce-speed-first", "commerce-revenue-first"};

} // namespace

WhatIfCard::WhatIfCard(client::Facets &facets, QWidget *parent) : Card({}, parent), m_facets(facets), m_outcome(new QLabel)
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
    for (const WeightKey &key : kWeightKeys) {
        Line line {key.weight, new QLabel, new QSlider(Qt::Horizontal), new QLabel};
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
    grid->setColumnMinimumWidth(2, 104);
    addLayout(grid);
}

void WhatIfCard::addPresets()
{
    auto *grid = new QGridLayout;
    grid->setSpacing(8);
    for (std::size_t i = 0; i <= std::size(kRecipes); ++i) {
        auto *button = m_presets.emplace_back(new QPushButton);
        grid->addWidget(button, int(i) / 2, int(i) % 2);
        connect(button, &QPushButton::clicked, this, [this, i] {
            if (i == 0)
                return moveTo(m_current);
            tryRecipe(QString::fromLatin1(kRecipes[i - 1]));
        });
    }
    addLayout(grid);
}

void WhatIfCard::retranslate()
{
    setTitle(tr("Weights"));
    setRemark(tr("in force → tried here"));
    const QStringList names {tr("Price"), tr("Speed"), tr("Commission"), tr("Availability"), tr("Reliability")};
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].name->setText(names[qsizetype(i)]);
        m_lines[i].slider->setAccessibleName(names[qsizetype(i)]);
        m_lines[i].slider->setToolTip(tr("How many points of the total score one point of this part gives. Priority always counts once."));
    }
    const QStringList presets {tr("As now"), tr("Price first"), tr("Speed first"), tr("Commission first")};
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
    protocol::Weights weights = m_base;
    for (const Line &line : m_lines) {
        const double value = double(line.slider->value()) / kSteps;
        if (std::abs(value - m_base.*line.weight) > kChanged)
            weights.*line.weight = value;
    }
    return weights;
}

void WhatIfCard::ask()
{
    // Until somebody moves a slider the gateway's own weights are asked for, so that the sliders start from them.
    m_facets.providers.whatIf(this, {m_touched ? asked() : m_current, kLast},
                              [this, seen = m_facets.levers.head()](const Result<protocol::WhatIfAnswer> &answer) { take(answer, seen); });
}

void WhatIfCard::take(const Result<protocol::WhatIfAnswer> &answer, qint64 seen)
{
    m_problem.reset();
    if (!answer) {
        m_problem = answer.error();
        return showOutcome();
    }
    const bool first = !m_answer;
    m_answer = *answer;
    m_current = answer->current;
    m_seen = seen;
    if (!m_touched)
        moveTo(m_current);
    // Before the first answer the weights in force were not known, so it was asked for others.
    if (first && !m_touched && answer->asked != m_current)
        ask();
    showValues();
    showOutcome();
    Q_EMIT answered(*answer);
}

void WhatIfCard::tryRecipe(const QString &id)
{
    m_facets.recipes.preview(this, id, {}, [this, id](const Result<protocol::RecipePreview> &preview) {
        if (!preview) {
            m_problem = preview.error();
            return showOutcome();
        }
        // What the recipe leaves out of its changes is so already.
        protocol::Weights weights = m_current;
        for (const WeightKey &key : kWeightKeys) {
            for (const protocol::SettingChange &change : preview->diff.changes) {
                if (change.key == key.setting && change.after)
                    weights.*key.weight = change.after->toDouble();
            }
        }
        moveTo(weights, id);
    });
}

void WhatIfCard::follow()
{
    m_touched = false;
    ask();
}

void WhatIfCard::moveTo(const protocol::Weights &weights, const QString &recipe)
{
    m_base = weights;
    m_recipe = recipe;
    for (const Line &line : m_lines) {
        const QSignalBlocker quiet(line.slider);
        const int place = int(std::round(weights.*line.weight * kSteps));
        line.slider->setMaximum(std::max(int(kMostWeight * kSteps), place));
        line.slider->setValue(place);
    }
    const bool wasTouched = std::exchange(m_touched, weights != m_current);
    showValues();
    if (wasTouched || m_touched)
        ask();
}

void WhatIfCard::showValues()
{
    const protocol::Weights weights = asked();
    for (const Line &line : m_lines) {
        const double now = weights.*line.weight;
        line.value->setText(u"%1 → %2"_s.arg(kit::formatNumber(m_current.*line.weight, kDecimals), kit::formatNumber(now, kDecimals)));
        kit::setTone(line.value, now != m_current.*line.weight ? kit::Tone::Strong : kit::Tone::Muted);
    }
    Q_EMIT tried(m_touched ? weights : m_current, weights == m_base ? m_recipe : QString(), m_current, m_seen);
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
