#pragma once

#include "ui/client/providers_facet.h"
#include "ui/kit/card.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QSlider;

namespace signalbox::pages {

/// Sliders for the weights, and what the last decisions would have been with them. Changes nothing on the gateway.
class WhatIfCard : public kit::Card
{
    Q_OBJECT

public:
    explicit WhatIfCard(client::ProvidersFacet &providers, QWidget *parent = nullptr);

    void retranslate();
    /// Asks again, with the weights as they stand.
    void ask();

private:
    struct Line
    {
        double protocol::Weights::*weight;
        QLabel *name;
        QSlider *slider;
        QLabel *value;
    };

    void take(const Result<protocol::WhatIfAnswer> &answer);
    void showValues();
    void showOutcome();
    void reset();
    protocol::Weights asked() const;

    client::ProvidersFacet &m_providers;
    std::vector<Line> m_lines;
    QLabel *m_outcome;
    QLabel *m_distribution;
    QPushButton *m_reset;
    QTimer m_delay;
    protocol::Weights m_current;
    std::optional<protocol::WhatIfAnswer> m_answer;
    bool m_touched = false;
};

} // namespace signalbox::pages
