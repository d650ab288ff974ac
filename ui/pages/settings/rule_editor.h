#pragma once

#include "backend/operator/protocol/settings.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QPlainTextEdit;
class QStackedWidget;

namespace signalbox::pages {

class ScheduleEditor;

/// A flag: off, on, or by one of the rules that the gateway takes for it.
class RuleEditor : public QWidget
{
    Q_OBJECT

public:
    explicit RuleEditor(QWidget *parent = nullptr);

    void setSetting(const protocol::SettingView &setting);
    void choose(bool on);
    protocol::FlagRule rule() const;
    void retranslate();

Q_SIGNALS:
    void edited();

private:
    protocol::RuleKind kind() const;
    void showFields();

    QComboBox *m_kind;
    QStackedWidget *m_fields;
    QDoubleSpinBox *m_percent;
    QPlainTextEdit *m_subjects;
    ScheduleEditor *m_schedule;
};

} // namespace signalbox::pages
