#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

namespace signalbox::kit {

/// What was just done, at the bottom of the window, with Undo for 10 s. A newer message replaces it. Nothing is asked
/// before a reversible act: it is done and can be taken back.
class UndoBar : public QFrame
{
    Q_OBJECT

public:
    explicit UndoBar(QWidget *window);

    /// `undo` is called at most once, on the button.
    void offer(const QString &text, std::function<void()> undo);
    /// A message without Undo, 5 s.
    void tell(const QString &text);
    QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void present(std::chrono::milliseconds time);
    void place();

    QLabel *m_text;
    QPushButton *m_button;
    QTimer m_timer;
    std::function<void()> m_undo;
};

} // namespace signalbox::kit
