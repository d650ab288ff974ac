#include "ui/pages/settings/rule_editor.h"

#include "ui/client/act_words.h"
#include "ui/pages/settings/lever_words.h"
#include "ui/pages/settings/schedule_editor.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::RuleKind;

namespace {
constexpr int kSubjectsHeight = 84;
}

RuleEditor::RuleEditor(QWidget *parent)
    : QWidget(parent), m_kind(new QComboBox), m_fields(new QStackedWidget), m_percent(new QDoubleSpinBox),
      m_subjects(new QPlainTextEdit), m_schedule(new ScheduleEditor)
{
    m_percent->setRange(0, 100);
    m_percent->setDecimals(2);
    m_subjects->setFixedHeight(kSubjectsHeight);
    m_subjects->setTabChangesFocus(true);
    for (QWidget *field : std::initializer_list<QWidget *> {new QWidget, m_percent, m_subjects, m_schedule})
        m_fields->addWidget(field);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_kind);
    layout->addWidget(m_fields);
    setFocusProxy(m_kind);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showFields();
        Q_EMIT edited();
    });
    connect(m_percent, &QDoubleSpinBox::valueChanged, this, &RuleEditor::edited);
    connect(m_subjects, &QPlainTextEdit::textChanged, this, &RuleEditor::edited);
    connect(m_schedule, &ScheduleEditor::edited, this, &RuleEditor::edited);
    retranslate();
}

void RuleEditor::setSetting(const protocol::SettingView &setting)
{
    const QSignalBlocker quiet(this);
    m_kind->clear();
    for (const RuleKind kind : {RuleKind::Off, RuleKind::On, RuleKind::Percent, RuleKind::Allow, RuleKind::Schedule}) {
        const QString word = QString::fromLatin1(protocol::EnumWords<RuleKind>::kWords[std::size_t(kind)]);
        const bool isPlain = kind == RuleKind::Off || kind == RuleKind::On;
        if (isPlain || std::ranges::find(setting.ruleKinds, word) != setting.ruleKinds.end())
            m_kind->addItem(LeverWords::kind(kind), int(kind));
    }
    const protocol::FlagRule rule = setting.rule.value_or(
        protocol::FlagRule {.kind = client::switchedOn(setting.value).value_or(false) ? RuleKind::On : RuleKind::Off});
    m_kind->setCurrentIndex(m_kind->findData(int(rule.kind)));
    m_percent->setValue(rule.percent.value_or(10));
    const std::vector<QString> subjects = rule.subjects.value_or(std::vector<QString>());
    m_subjects->setPlainText(QStringList(subjects.begin(), subjects.end()).join(u'\n'));
    m_schedule->setEntries(rule.entries.value_or(std::vector<protocol::ScheduledValue>()));
    showFields();
}

void RuleEditor::choose(bool on)
{
    m_kind->setCurrentIndex(m_kind->findData(int(on ? RuleKind::On : RuleKind::Off)));
}

RuleKind RuleEditor::kind() const
{
    return RuleKind(m_kind->currentData().toInt());
}

protocol::FlagRule RuleEditor::rule() const
{
    protocol::FlagRule rule {.kind = kind()};
    if (rule.kind == RuleKind::Percent)
        rule.percent = m_percent->value();
    if (rule.kind == RuleKind::Allow) {
        rule.subjects.emplace();
        for (const QString &line : m_subjects->toPlainText().split(u'\n', Qt::SkipEmptyParts))
            rule.subjects->push_back(line.trimmed());
    }
    if (rule.kind == RuleKind::Schedule)
        rule.entries = m_schedule->entries();
    return rule;
}

void RuleEditor::showFields()
{
    const RuleKind now = kind();
    const int field = now == RuleKind::Percent ? 1 : now == RuleKind::Allow ? 2 : now == RuleKind::Schedule ? 3 : 0;
    m_fields->setCurrentIndex(field);
    m_fields->setVisible(field > 0);
}

void RuleEditor::retranslate()
{
    for (int i = 0; i < m_kind->count(); ++i)
        m_kind->setItemText(i, LeverWords::kind(RuleKind(m_kind->itemData(i).toInt())));
    m_kind->setAccessibleName(tr("The flag is"));
    m_percent->setAccessibleName(tr("Share"));
    m_percent->setSuffix(tr(" % of the subjects"));
    m_subjects->setAccessibleName(tr("Subjects"));
    m_subjects->setPlaceholderText(tr("One subject a line"));
    m_schedule->retranslate();
}

} // namespace signalbox::pages
