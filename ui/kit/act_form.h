#pragma once

#include "ui/kit/async_action.h"
#include "ui/kit/guard_editor.h"

class QLineEdit;

namespace signalbox::kit {

/// What stands below every act that is not a simple flip: the reason, the name to type where one is asked for, the
/// guard where there may be one, and the named button. A refusal is shown at the field that it names; what was typed
/// stays.
class ActForm : public QWidget
{
    Q_OBJECT

public:
    struct Asked
    {
        QString reason;
        std::optional<QString> confirm = {};
        std::optional<GuardChoice> guard = {};
    };
    enum class Guarding { None, Offered };

    explicit ActForm(Guarding guarding = Guarding::None, QWidget *parent = nullptr);

    /// The button's text: what will be done.
    void setAct(const QString &name);
    /// Why it cannot be done now and who can; empty allows it.
    void setBlocked(const QString &why);
    void setServices(const QStringList &services, const QString &chosen);
    /// What a person has to type first; nothing: no field.
    void askConfirm(const std::optional<QString> &text);
    /// Called when the form is complete; the work calls `done` with an empty text and showError() on a refusal.
    void setWork(std::function<void(const Asked &, AsyncAction::Done)> work);
    /// At the field `field` of the gateway's answer, or above the button.
    void showError(const QString &field, const QString &text);
    /// After the act: empties every field.
    void clear();
    void retranslate();

private:
    bool isComplete();

    QLabel *m_reasonName;
    QLineEdit *m_reason;
    QLabel *m_reasonNote;
    QLabel *m_confirmName;
    QLineEdit *m_confirm;
    QLabel *m_confirmNote;
    GuardEditor *m_guard = nullptr;
    QLabel *m_note;
    AsyncAction *m_act;
    QString m_wanted;
};

} // namespace signalbox::kit
