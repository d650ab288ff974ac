#include "ui/kit/guard_editor.h"

#include "ui/kit/note.h"
#include "ui/kit/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::kit {

using namespace Qt::StringLiterals;

namespace {
constexpr const char *kMetrics[] {"error_rate", "p95"};
}

GuardEditor::GuardEditor(QWidget *parent)
    : QWidget(parent), m_on(new QCheckBox), m_fields(new QWidget), m_metric(new QComboBox), m_service(new QComboBox),
      m_worseBy(new QDoubleSpinBox), m_minutes(new QSpinBox), m_samples(new QSpinBox), m_note(makeNote())
{
    for (const char *metric : kMetrics)
        m_metric->addItem(QString(), QString::fromLatin1(metric));
    m_worseBy->setRange(1.05, 100);
    m_worseBy->setDecimals(2);
    m_worseBy->setSingleStep(0.5);
    m_minutes->setRange(1, 60);
    m_samples->setRange(1, 1'000'000);
    auto *grid = new QGridLayout(m_fields);
    grid->setContentsMargins(20, 0, 0, 0);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    QWidget *const what[] {m_metric, m_service, m_worseBy, m_minutes};
    for (int row = 0; row < 4; ++row) {
        m_names[row] = new QLabel;
        setTone(m_names[row], Tone::Muted);
        grid->addWidget(m_names[row], row, 0);
        grid->addWidget(what[row], row, 1);
    }
    grid->addWidget(m_samples, 4, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_on);
    layout->addWidget(m_fields);
    layout->addWidget(m_note);
    connect(m_on, &QCheckBox::toggled, m_fields, &QWidget::setVisible);
    clear();
    retranslate();
}

void GuardEditor::setServices(const QStringList &services, const QString &chosen)
{
    const QString before = m_service->currentText();
    m_service->clear();
    m_service->addItems(services);
    m_service->setCurrentText(services.contains(chosen) ? chosen : before);
}

std::optional<GuardChoice> GuardEditor::choice() const
{
    if (!m_on->isChecked())
        return std::nullopt;
    return GuardChoice {.metric = m_metric->currentData().toString(),
                        .service = m_service->currentText(),
                        .worseBy = m_worseBy->value(),
                        .watch = std::chrono::minutes(m_minutes->value()),
                        .minSamples = m_samples->value()};
}

void GuardEditor::setProblem(const QString &text)
{
    showNote(m_note, text);
}

void GuardEditor::clear()
{
    const GuardChoice standard {};
    m_on->setChecked(false);
    m_fields->hide();
    m_worseBy->setValue(standard.worseBy);
    m_minutes->setValue(int(std::chrono::duration_cast<std::chrono::minutes>(standard.watch).count()));
    m_samples->setValue(standard.minSamples);
    showNote(m_note, {});
}

void GuardEditor::retranslate()
{
    m_on->setText(tr("Watch it, and take it back when it gets worse"));
    m_metric->setItemText(0, tr("error rate"));
    m_metric->setItemText(1, tr("p95 latency"));
    const QStringList names {tr("What"), tr("Of service"), tr("Worse than"), tr("For")};
    QWidget *const fields[] {m_metric, m_service, m_worseBy, m_minutes};
    for (int i = 0; i < 4; ++i) {
        m_names[i]->setText(names[i]);
        fields[i]->setAccessibleName(names[i]);
    }
    m_worseBy->setSuffix(tr(" times as much as before"));
    m_minutes->setSuffix(tr(" min"));
    m_samples->setPrefix(tr("judged from "));
    m_samples->setSuffix(tr(" requests on"));
    m_samples->setAccessibleName(tr("Fewest requests"));
}

} // namespace signalbox::kit
