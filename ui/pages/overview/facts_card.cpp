#include "ui/pages/overview/facts_card.h"

#include "ui/kit/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

FactsCard::FactsCard(int most, QWidget *parent) : Card({}, parent)
{
    for (int i = 0; i < most; ++i) {
        auto *line = new QLabel;
        line->setTextFormat(Qt::RichText);
        m_lines.push_back(line);
        addWidget(line);
    }
    body()->addStretch(1);
}

void FactsCard::setFacts(const std::vector<Fact> &facts, const QString &nothing)
{
    for (size_t i = 0; i < m_lines.size(); ++i) {
        QLabel *line = m_lines[i];
        const bool isFirstEmpty = i == 0 && facts.empty();
        kit::setTone(line, isFirstEmpty ? kit::Tone::Muted : kit::Tone::Normal);
        if (i < facts.size())
            line->setText(u"<b>%1</b> %2"_s.arg(facts[i].name.toHtmlEscaped(), facts[i].rest.toHtmlEscaped()));
        else
            line->setText(isFirstEmpty ? nothing.toHtmlEscaped() : QString());
    }
}

} // namespace signalbox::pages
