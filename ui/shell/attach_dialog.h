#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace signalbox::client {
struct LinkTarget;
}

namespace signalbox::shell {

/// Asks for the address and the token of a running gateway. Not modal: shown, and heard through its signal.
class AttachDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AttachDialog(QWidget *parent = nullptr);

    /// Fills the address in; the token is asked for.
    void setAddress(const QString &address);
    /// Offered while an address is typed.
    void setKnown(const QStringList &addresses);

Q_SIGNALS:
    void attachWanted(const signalbox::client::LinkTarget &target);

protected:
    void changeEvent(QEvent *event) override;

private:
    void check();
    void attach();
    void retranslate();

    QLabel *m_addressLabel;
    QLineEdit *m_address;
    QLabel *m_tokenLabel;
    QLineEdit *m_token;
    QLabel *m_problem;
    QPushButton *m_cancel;
    QPushButton *m_attach;
};

/// What is wrong with an address as typed; empty when it can be used: http or https with a host, and https unless the
/// host is this machine.
QString addressProblem(const QString &address);

} // namespace signalbox::shell
