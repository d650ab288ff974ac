#pragma once

#include "ui/kit/card.h"
#include "ui/pages/overview/fact_line.h"

class QLabel;

namespace signalbox::pages {

/// A card of a few lines, each of which opens its page: what waits, what changed, how full the gateway is.
class FactsCard : public kit::Card
{
    Q_OBJECT

public:
    /// So many lines in each of the columns; the facts fill a line first.
    explicit FactsCard(int lines, int columns = 1, QWidget *parent = nullptr);

    /// At most as many as the card has room for; `nothing` when there are none.
    void setFacts(const std::vector<Fact> &facts, const QString &nothing);

Q_SIGNALS:
    void placeWanted(const QByteArray &page, const QString &filter);

private:
    QLabel *m_nothing;
    std::vector<FactLine *> m_lines;
};

} // namespace signalbox::pages
