#pragma once

#include "ui/client/alerts_facet.h"

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QLineEdit;

namespace signalbox::kit {
class AsyncAction;
}

namespace signalbox::pages {

class AlertActs;

/// What can be done about the chosen alerts: acknowledge, shelve until a time, take off the shelf.
class AlertForm : public QWidget
{
    Q_OBJECT

public:
    explicit AlertForm(AlertActs &acts, QWidget *parent = nullptr);

    /// What was typed stays while the same alerts are chosen.
    void show(const std::vector<protocol::Alert> &chosen, core::WallTime now);
    /// For keys: does it, or says why it cannot be done.
    void acknowledge();
    void endShelving();
    /// To the line that says why; Enter there shelves.
    void focusShelving();
    void showRefusals();
    void retranslate();

Q_SIGNALS:
    /// It was acknowledged, shelved or taken off the shelf.
    void done();

private:
    void shelve(const std::function<void(const QString &)> &over);
    void finish(const QString &problem);
    int minutes() const;
    void showTime();
    QString ackRefusal() const;
    QString shelveRefusal() const;

    AlertActs &m_acts;
    kit::AsyncAction *m_ack;
    QLabel *m_forName;
    QComboBox *m_for;
    QDateTimeEdit *m_until;
    QLineEdit *m_reason;
    QLabel *m_reasonNote;
    kit::AsyncAction *m_shelve;
    kit::AsyncAction *m_end;
    QStringList m_chosen; ///< all of them
    QStringList m_calling; ///< of those, what can be acknowledged
    QStringList m_alive;
    QStringList m_shelved;
    QString m_ackedBy; ///< who was faster
};

} // namespace signalbox::pages
