#pragma once

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace signalbox::kit {

/// What a change is watched on.
struct GuardChoice
{
    QString metric; ///< `error_rate`, `p95`
    QString service;
    double worseBy = 2; ///< times as much as before
    std::chrono::seconds watch {300};
    int minSamples = 20;
};

/// The optional guard of a change: what to watch, how much worse is too much, for how long.
class GuardEditor : public QWidget
{
    Q_OBJECT

public:
    explicit GuardEditor(QWidget *parent = nullptr);

    void setServices(const QStringList &services, const QString &chosen);
    /// Nothing while it is not ticked.
    std::optional<GuardChoice> choice() const;
    void setProblem(const QString &text);
    void clear();
    void retranslate();

private:
    QCheckBox *m_on;
    QWidget *m_fields;
    QLabel *m_names[4];
    QComboBox *m_metric;
    QComboBox *m_service;
    QDoubleSpinBox *m_worseBy;
    QSpinBox *m_minutes;
    QSpinBox *m_samples;
    QLabel *m_note;
};

} // namespace signalbox::kit
