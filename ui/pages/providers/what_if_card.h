#pragma once

#include "ui/client/providers_facet.h"
#include "ui/kit/card.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QSlider;

namespace signalbox::pages {

/// Sliders and presets for the weights, and in one sentence what the last decisions would have been with them. Changes
/// nothing on the gateway.
class WhatIfCard : public kit::Card
{
    Q_OBJECT

public:
    explicit WhatIfCard(client::ProvidersFacet &providers, QWidget *parent = nullptr);

    void retranslate();

Q_SIGNALS:
    void answered(const signalbox::protocol::WhatIfAnswer &answer);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Line
    {
        double protocol::Weights::*weight;
        QLabel *name;
        QSlider *slider;
        QLabel *value;
    };

    void addSliders();
    void addPresets();
    void ask();
    void take(const Result<protocol::WhatIfAnswer> &answer);
    void moveTo(const protocol::Weights &weights);
    void showValues();
    void showOutcome();
    protocol::Weights asked() const;

    client::ProvidersFacet &m_providers;
    std::vector<Line> m_lines;
    std::vector<QPushButton *> m_presets; ///< as now, then in the order of kPresets
    QLabel *m_outcome;
    QTimer m_delay;
    QTimer m_refresh;
    protocol::Weights m_current;
    std::optional<protocol::WhatIfAnswer> m_answer;
    std::optional<Error> m_problem;
    bool m_touched = false;
};

} // namespace signalbox::pages
