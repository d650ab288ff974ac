#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace signalbox::shell {

/// Shown when there are no settings and no gateway yet: three ways to begin; Enter takes the sandbox.
class FirstStartPage : public QWidget
{
    Q_OBJECT

public:
    explicit FirstStartPage(QWidget *parent = nullptr);

    /// What is going on after a choice ("Starting the sandbox…") or went wrong.
    void setNote(const QString &text, bool bad);

Q_SIGNALS:
    void sandboxWanted();
    void attachWanted();
    void configureWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Choice
    {
        QLabel *title;
        QLabel *text;
        QPushButton *button;
    };
    Choice addChoice(QLayout *layout);
    void begin(void (FirstStartPage::*choice)());
    void retranslate();

    QLabel *m_welcome;
    QLabel *m_intro;
    Choice m_sandbox;
    Choice m_attach;
    Choice m_configure;
    QLabel *m_note;
};

} // namespace signalbox::shell
