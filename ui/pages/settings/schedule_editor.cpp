#include "ui/pages/settings/schedule_editor.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QPushButton>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr std::chrono::hours kAhead {1};
constexpr auto kFormat = "yyyy-MM-dd HH:mm";
}

ScheduleEditor::ScheduleEditor(QWidget *parent) : QWidget(parent), m_lines(new QVBoxLayout), m_add(new QPushButton)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(m_lines);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, [this] {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const qint64 next = now + std::chrono::milliseconds(kAhead).count();
        add({.at = core::WallTime(std::chrono::milliseconds(next)), .value = m_steps.empty() || m_steps.back().value->currentIndex() == 1});
        retranslate();
        Q_EMIT edited();
    });
    retranslate();
}

void ScheduleEditor::setEntries(const std::vector<protocol::ScheduledValue> &entries)
{
    while (!m_steps.empty())
        remove(m_steps.back().line);
    for (const protocol::ScheduledValue &entry : entries)
        add(entry);
    retranslate();
}

std::vector<protocol::ScheduledValue> ScheduleEditor::entries() const
{
    std::vector<protocol::ScheduledValue> entries;
    for (const Step &step : m_steps) {
        const std::chrono::milliseconds at {step.at->dateTime().toMSecsSinceEpoch()};
        entries.push_back({.at = core::WallTime(at), .value = step.value->currentIndex() == 0});
    }
    std::ranges::sort(entries, {}, &protocol::ScheduledValue::at);
    return entries;
}

void ScheduleEditor::add(const protocol::ScheduledValue &entry)
{
    const Step step {new QWidget(this), new QDateTimeEdit, new QComboBox, new QPushButton};
    auto *row = new QHBoxLayout(step.line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(step.at, 1);
    row->addWidget(step.value);
    row->addWidget(step.remove);
    step.at->setDisplayFormat(QString::fromLatin1(kFormat));
    step.at->setCalendarPopup(true);
    step.at->setDateTime(QDateTime::fromMSecsSinceEpoch(core::epochMs(entry.at)));
    step.value->addItems({QString(), QString()});
    step.value->setCurrentIndex(entry.value ? 0 : 1);
    m_lines->addWidget(step.line);
    m_steps.push_back(step);
    connect(step.at, &QDateTimeEdit::dateTimeChanged, this, &ScheduleEditor::edited);
    connect(step.value, &QComboBox::currentIndexChanged, this, &ScheduleEditor::edited);
    connect(step.remove, &QPushButton::clicked, this, [this, line = step.line] {
        remove(line);
        Q_EMIT edited();
    });
}

void ScheduleEditor::remove(QWidget *line)
{
    std::erase_if(m_steps, [line](const Step &step) { return step.line == line; });
    m_lines->removeWidget(line);
    line->hide();
    line->deleteLater();
}

void ScheduleEditor::retranslate()
{
    m_add->setText(tr("Add a time"));
    for (const Step &step : m_steps) {
        step.at->setAccessibleName(tr("From"));
        step.value->setAccessibleName(tr("Then it is"));
        step.value->setItemText(0, tr("on"));
        step.value->setItemText(1, tr("off"));
        step.remove->setText(u"×"_s);
        step.remove->setAccessibleName(tr("Remove this time"));
        step.remove->setToolTip(tr("Remove this time"));
    }
}

} // namespace signalbox::pages
