#pragma once

#include "ui/shell/gateways.h"

#include <QDialog>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;

namespace signalbox::shell {

/// Name and colour of a gateway. Not modal: shown, and heard through its signal.
class GatewayDialog : public QDialog
{
    Q_OBJECT

public:
    explicit GatewayDialog(const KnownGateway &gateway, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &name, const QColor &color);

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose();
    void retranslate();

    QLabel *m_nameLabel;
    QLineEdit *m_name;
    QLabel *m_colorLabel;
    QButtonGroup *m_colors;
    QPushButton *m_cancel;
    QPushButton *m_keep;
};

} // namespace signalbox::shell
