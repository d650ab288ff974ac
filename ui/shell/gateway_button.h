#pragma once

#include <QToolButton>

namespace signalbox::shell {

class Gateways;

/// The name of the gateway in its colour at the left of the band; opens the switcher.
class GatewayButton : public QToolButton
{
    Q_OBJECT

public:
    explicit GatewayButton(Gateways &gateways, QWidget *parent = nullptr);

    /// The gateway's name as the band shall say it.
    void setName(const QString &name);

Q_SIGNALS:
    void attachWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fillMenu();
    void retranslate();

    Gateways &m_gateways;
    QString m_name;
};

/// A dot in that colour.
QIcon gatewayIcon(const QColor &color);

} // namespace signalbox::shell
