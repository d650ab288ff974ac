#pragma once

#include "ui/client/alerts_facet.h"
#include "ui/client/overview_facet.h"
#include "ui/kit/card.h"

class QLabel;
class QPushButton;
class QScrollArea;

namespace signalbox::kit {
class StateBadge;
}

namespace signalbox::pages {

class AlertActs;
class AlertForm;

/// One alert: what is wrong, what to do, what can be done here, and all that is known of it.
class AlertCard : public kit::Card
{
    Q_OBJECT

public:
    explicit AlertCard(AlertActs &acts, QWidget *parent = nullptr);

    /// `chosen`: every selected alert, the current one first; none: nothing is chosen. `group`: how many alerts of its
    /// rule are known.
    void show(const std::vector<protocol::Alert> &chosen, int group, core::WallTime now);
    AlertForm &form() const { return *m_form; }
    void retranslate();

Q_SIGNALS:
    void placeWanted(const signalbox::client::Place &place);
    /// The alerts that this filter lets through.
    void filterWanted(const QString &filter);

private:
    QStringList facts() const;

    kit::StateBadge *m_badge;
    QLabel *m_sentence;
    QLabel *m_todoName;
    QLabel *m_todo;
    QWidget *m_ways;
    QPushButton *m_where;
    QPushButton *m_same;
    QPushButton *m_limit;
    AlertForm *m_form;
    QLabel *m_facts;
    std::vector<protocol::Alert> m_chosen;
    int m_group = 0;
    core::WallTime m_now;
};

/// The card with a scroll bar where it is higher than its place.
QScrollArea *makePane(AlertCard &card);

} // namespace signalbox::pages
