#pragma once

#include "ui/client/facets.h"
#include "ui/kit/card.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QSlider;

namespace signalbox::pages {

/// Sliders for the weights, the recipes as presets, and in one sentence what the last decisions would have been with
/// them. Changes nothing on the gateway.
class WhatIfCard : public kit::Card
{
    Q_OBJECT

public:
    explicit WhatIfCard(client::Facets &facets, QWidget *parent = nullptr);

    void retranslate();
    /// The sliders go to what the gateway says is in force.
    void follow();

Q_SIGNALS:
    void answered(const signalbox::protocol::WhatIfAnswer &answer);
    /// What is tried now (exactly what that recipe sets, if any), and what is in force as of that revision.
    void tried(const signalbox::protocol::Weights &weights, const QString &recipe, const signalbox::protocol::Weights &current,
               qint64 seen);

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
    void take(const Result<protocol::WhatIfAnswer> &answer, qint64 seen);
    void tryRecipe(const QString &id);
    void moveTo(const protocol::Weights &weights, const QString &recipe = {});
    void showValues();
    void showOutcome();
    protocol::Weights asked() const;

    client::Facets &m_facets;
    std::vector<Line> m_lines;
    std::vector<QPushButton *> m_presets; ///< as now, then in the order of kRecipes
    QLabel *m_outcome;
    QTimer m_delay;
    QTimer m_refresh;
    protocol::Weights m_current;
    protocol::Weights m_base; ///< where the sliders were put; they are coarser
    QString m_recipe; ///< that put them there
    qint64 m_seen = 0; ///< the revision that m_current is of
    std::optional<protocol::WhatIfAnswer> m_answer;
    std::optional<Error> m_problem;
    bool m_touched = false;
};

} // namespace signalbox::pages
