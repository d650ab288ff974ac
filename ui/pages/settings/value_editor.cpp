#include "ui/pages/settings/value_editor.h"

#include "ui/kit/note.h"
#include "ui/pages/settings/rule_editor.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

ValueEditor::ValueEditor(QWidget *parent)
    : QWidget(parent), m_line(new QLineEdit), m_choice(new QComboBox), m_rule(new RuleEditor), m_note(kit::makeNote())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (QWidget *widget : std::initializer_list<QWidget *> {m_line, m_choice, m_rule, m_note})
        layout->addWidget(widget);
    connect(m_line, &QLineEdit::textEdited, this, &ValueEditor::touch);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ValueEditor::touch);
    connect(m_rule, &RuleEditor::edited, this, &ValueEditor::touch);
    retranslate();
}

void ValueEditor::setSetting(const protocol::SettingView &setting)
{
    m_setting = setting;
    m_field = setting.type == protocol::SettingType::Boolean && !setting.secret ? Field::Rule
        : setting.choices.empty()                                               ? Field::Line
                                                                                : Field::Choice;
    const QSignalBlocker quietChoice(m_choice);
    m_line->setVisible(m_field == Field::Line);
    m_choice->setVisible(m_field == Field::Choice);
    m_rule->setVisible(m_field == Field::Rule);
    const QString now = setting.pending ? *setting.pending : setting.value.value_or(QString());
    m_line->setEchoMode(setting.secret ? QLineEdit::PasswordEchoOnEdit : QLineEdit::Normal);
    m_line->setText(setting.secret ? QString() : now);
    m_choice->clear();
    for (const QString &choice : setting.choices)
        m_choice->addItem(choice);
    m_choice->setCurrentIndex(m_choice->findText(now));
    if (m_field == Field::Rule)
        m_rule->setSetting(setting);
    m_edited = false;
    setFocusProxy(m_field == Field::Rule ? static_cast<QWidget *>(m_rule) : m_field == Field::Choice ? static_cast<QWidget *>(m_choice) : m_line);
    kit::showNote(m_note, {});
    retranslate();
}

void ValueEditor::choose(bool on)
{
    m_rule->choose(on);
    m_edited = true;
}

protocol::RequestedChange ValueEditor::change() const
{
    protocol::RequestedChange change {.key = m_setting.key};
    if (m_field != Field::Rule) {
        change.value = m_field == Field::Choice ? m_choice->currentText() : m_line->text();
        return change;
    }
    const protocol::FlagRule rule = m_rule->rule();
    if (rule.kind == protocol::RuleKind::On || rule.kind == protocol::RuleKind::Off)
        change.value = rule.kind == protocol::RuleKind::On ? u"true"_s : u"false"_s;
    else
        change.rule = rule;
    return change;
}

void ValueEditor::touch()
{
    m_edited = true;
    kit::showNote(m_note, rangeProblem());
}

/// Told while it is typed; the gateway has the last word.
QString ValueEditor::rangeProblem() const
{
    const bool isNumber = m_setting.type == protocol::SettingType::Integer || m_setting.type == protocol::SettingType::Decimal;
    bool isRead = false;
    const double number = m_line->text().toDouble(&isRead);
    if (m_field != Field::Line || !isNumber || m_line->text().isEmpty())
        return {};
    if (!isRead)
        return tr("This must be a number.");
    if (m_setting.minimum && number < *m_setting.minimum)
        return tr("At least %1.").arg(*m_setting.minimum);
    return m_setting.maximum && number > *m_setting.maximum ? tr("At most %1.").arg(*m_setting.maximum) : QString();
}

void ValueEditor::setProblem(const QString &text)
{
    kit::showNote(m_note, text);
}

void ValueEditor::setWritable(bool writable)
{
    for (QWidget *field : std::initializer_list<QWidget *> {m_line, m_choice, m_rule})
        field->setEnabled(writable);
}

void ValueEditor::retranslate()
{
    const QString name = tr("New value of %1").arg(m_setting.key);
    m_line->setAccessibleName(name);
    m_choice->setAccessibleName(name);
    m_line->setPlaceholderText(m_setting.secret ? tr("New secret; it is never shown again") : tr("Empty: unset"));
    m_rule->retranslate();
}

} // namespace signalbox::pages
