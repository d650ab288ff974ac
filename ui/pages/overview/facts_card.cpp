#include "ui/pages/overview/facts_card.h"

#include "ui/kit/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

FactsCard::FactsCard(int lines, int columns, QWidget *parent) : Card({}, parent), m_nothing(new QLabel)
{
    auto *grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(4);
    grid->setVerticalSpacing(0);
    for (int i = 0; i < lines * columns; ++i) {
        auto *line = new FactLine(this);
        line->hide();
        grid->addWidget(line, i / columns, i % columns);
        m_lines.push_back(line);
        connect(line, &FactLine::clicked, this, [this, line] {
            if (!line->place().page.isEmpty())
                Q_EMIT placeWanted(line->place().page, line->place().filter);
        });
    }
    for (int line = 0; line < lines; ++line)
        grid->setRowMinimumHeight(line, m_lines.front()->minimumSizeHint().height());
    // The names on the right are the longer ones.
    for (int column = 0; column < columns; ++column)
        grid->setColumnStretch(column, 4 + column);
    kit::setTone(m_nothing, kit::Tone::Muted);
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(4, 4, 0, 0);
    grid->addWidget(m_nothing, 0, 0, lines, columns, Qt::AlignTop);
    addLayout(grid);
    body()->setContentsMargins(10, 0, 10, 8);
    body()->addStretch(1);
}

void FactsCard::setFacts(const std::vector<Fact> &facts, const QString &nothing)
{
    m_nothing->setText(nothing);
    m_nothing->setVisible(facts.empty());
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i]->setVisible(i < facts.size());
        if (i < facts.size())
            m_lines[i]->setFact(facts[i]);
    }
}

} // namespace signalbox::pages
