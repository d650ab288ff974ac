#pragma once

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace signalbox::kit {

/// A button for an act that takes time: it cannot be pressed twice, shows progress after 1 s and can then be
/// cancelled. Where it is blocked it says why beside itself, not only in a tool tip.
class AsyncAction : public QWidget
{
    Q_OBJECT

public:
    /// Told once by the work when it has ended; `problem` empty on success.
    using Done = std::function<void(const QString &problem)>;

    explicit AsyncAction(const QString &text, QWidget *parent = nullptr);

    void setText(const QString &text);
    void setPrimaryAct(bool primary);
    /// What a press starts.
    void setWork(std::function<void(Done)> work);
    /// How the work is stopped; without it there is no Cancel.
    void setCancel(std::function<void()> cancel);
    /// Why it cannot be done now and who can; empty allows it.
    void setBlocked(const QString &why);
    bool isRunning() const { return m_run != 0 && m_run == m_current; }
    QPushButton *button() const { return m_button; }
    /// As if pressed; for keys.
    void start();

protected:
    void changeEvent(QEvent *event) override;

private:
    void finish(quint64 run, const QString &problem);
    void showState();

    QPushButton *m_button;
    QPushButton *m_stop;
    QLabel *m_note;
    QTimer m_slow;
    QString m_text;
    QString m_blocked;
    QString m_problem;
    std::function<void(Done)> m_work;
    std::function<void()> m_cancel;
    quint64 m_current = 0;
    quint64 m_run = 0; ///< the run under way; 0 when none is
};

} // namespace signalbox::kit
