#include "ui/pages/providers/decision_card.h"

#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/providers/decision_rows.h"
#include "ui/pages/providers/provider_words.h"

#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr int kCandidates = 4;
}

DecisionCard::DecisionCard(kit::LayoutStore &layout)
    : m_rows(DecisionRows::candidateColumns()), m_table(new kit::TableView(m_rows)), m_why(new QLabel), m_facts(new QLabel)
{
    setFlush(true);
    m_table->keepColumns(layout, u"candidates"_s);
    m_table->setFixedHeight(28 + kCandidates * kit::kRowHeight + 2);
    m_table->setState([] { return kit::ViewState::empty(tr("Choose a decision to see every candidate's score.")); });
    addWidget(m_table);
    auto *words = new QVBoxLayout;
    words->setContentsMargins(kit::kCardPadding, 0, kit::kCardPadding, 6);
    words->setSpacing(2);
    for (QLabel *label : {m_why, m_facts}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->addWidget(label);
    }
    kit::setTone(m_facts, kit::Tone::Muted);
    addLayout(words);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &DecisionCard::showWhy);
    retranslate();
}

void DecisionCard::retranslate()
{
    m_rows.setTitles(DecisionRows::candidateTitles());
    show(m_decision);
}

void DecisionCard::show(const std::optional<protocol::Decision> &decision)
{
    const bool other = !decision || !m_decision || decision->requestId != m_decision->requestId;
    m_decision = decision;
    setTitle(tr("Candidates"));
    if (!decision) {
        setRemark({});
        m_rows.setRows({});
        return showWhy();
    }
    setRemark(tr("%1 · %2 · optimized for %3 · %4")
                  .arg(kit::formatMoment(core::epochMs(decision->at)), DecisionRows::cartText(*decision),
                       optimizeText(decision->optimize), decision->requestId));
    m_rows.setRows(DecisionRows::candidates(*decision));
    if (other && !decision->candidates.empty())
        m_table->selectKey(decision->candidates.front().providerId.toUtf8());
    showWhy();
}

void DecisionCard::showWhy()
{
    m_why->clear();
    m_facts->clear();
    if (!m_decision)
        return;
    const QString id = QString::fromUtf8(m_table->currentKey());
    const auto found = std::ranges::find(m_decision->candidates, id, &protocol::Candidate::providerId);
    if (found == m_decision->candidates.end())
        return;
    const QString why = whyText(*found);
    m_why->setText(found->breakdown && id == m_decision->chosen ? tr("%1 was chosen: %2.").arg(found->name, why)
                                                                 : tr("%1: %2.").arg(found->name, why));
    if (found->breakdown)
        m_facts->setText(DecisionRows::weightsText(found->breakdown->weights)
                         + (found->commissionCents ? u" · "_s + tr("commission %1").arg(kit::formatCents(*found->commissionCents)) : QString())
                         + (found->mode ? u" · "_s + modeText(*found->mode) : QString()));
}

} // namespace signalbox::pages
