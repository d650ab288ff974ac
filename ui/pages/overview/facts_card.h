#pragma once

#include "ui/kit/card.h"

#include <vector>

class QLabel;

namespace signalbox::pages {

/// A card of a few lines of text: what waits, what changed, how full the gateway is.
class FactsCard : public kit::Card
{
    Q_OBJECT

public:
    /// The name in weight, the rest muted.
    struct Fact
    {
        QString name;
        QString rest;
    };

    explicit FactsCard(int most, QWidget *parent = nullptr);

    /// At most as many lines as the card was made for; `nothing` when there are none.
    void setFacts(const std::vector<Fact> &facts, const QString &nothing);

private:
    std::vector<QLabel *> m_lines;
};

} // namespace signalbox::pages
