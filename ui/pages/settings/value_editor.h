#pragma once

#include "backend/operator/protocol/revisions.h"
#include "backend/operator/protocol/settings.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace signalbox::pages {

class RuleEditor;

/// The field for one setting's value, by its type: a flag with its rules, a choice, a line with its range; a secret is
/// only written.
class ValueEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ValueEditor(QWidget *parent = nullptr);

    /// Forgets what was typed.
    void setSetting(const protocol::SettingView &setting);
    /// Puts a flag on or off, as if by hand.
    void choose(bool on);
    bool isEdited() const { return m_edited; }
    protocol::RequestedChange change() const;
    void setProblem(const QString &text);
    void setWritable(bool writable);
    void retranslate();

private:
    enum class Field { Line, Choice, Rule };

    void touch();
    QString rangeProblem() const;

    protocol::SettingView m_setting;
    Field m_field = Field::Line;
    QLineEdit *m_line;
    QComboBox *m_choice;
    RuleEditor *m_rule;
    QLabel *m_note;
    bool m_edited = false;
};

} // namespace signalbox::pages
