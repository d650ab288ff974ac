#pragma once

#include "backend/operator/protocol/flag_rule.h"

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QPushButton;
class QVBoxLayout;

namespace signalbox::pages {

/// The steps of a timetable: from when on, on or off.
class ScheduleEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ScheduleEditor(QWidget *parent = nullptr);

    void setEntries(const std::vector<protocol::ScheduledValue> &entries);
    /// In the order of time.
    std::vector<protocol::ScheduledValue> entries() const;
    void retranslate();

Q_SIGNALS:
    void edited();

private:
    struct Step
    {
        QWidget *line;
        QDateTimeEdit *at;
        QComboBox *value;
        QPushButton *remove;
    };

    void add(const protocol::ScheduledValue &entry);
    void remove(QWidget *line);

    QVBoxLayout *m_lines;
    QPushButton *m_add;
    std::vector<Step> m_steps;
};

} // namespace signalbox::pages
