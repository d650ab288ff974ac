#pragma once

#include "ui/client/facets.h"
#include "ui/kit/card.h"

class QLabel;
class QPlainTextEdit;

namespace signalbox::kit {
class StateBadge;
}

namespace signalbox::pages {

/// One entry of the audit in full: who did what and why, what it changed, and its place in the chain.
class AuditCard : public kit::Card
{
    Q_OBJECT

public:
    explicit AuditCard(client::Facets &facets, QWidget *parent = nullptr);

    void show(const std::optional<protocol::AuditEntry> &entry);
    void retranslate();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showFacts();
    void showDiff();
    void showChain();

    client::Facets &m_facets;
    kit::StateBadge *m_badge;
    QLabel *m_facts;
    QLabel *m_diffName;
    QPlainTextEdit *m_diff;
    QLabel *m_chain;
    std::optional<protocol::AuditEntry> m_entry;
    std::optional<QString> m_previous; ///< hash of the entry before; none while it is asked for
    quint64 m_asked = 0;
};

} // namespace signalbox::pages
