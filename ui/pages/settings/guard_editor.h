#pragma once

#include "backend/operator/protocol/guards.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace signalbox::pages {

/// The optional guard of a change: what to watch, how much worse is too much, for how long.
class GuardEditor : public QWidget
{
    Q_OBJECT

public:
    explicit GuardEditor(QWidget *parent = nullptr);

    void setServices(const QStringList &services, const QString &chosen);
    /// Nothing while it is not ticked.
    std::optional<protocol::GuardSpec> spec() const;
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

} // namespace signalbox::pages
