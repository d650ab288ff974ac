#include "ui/shell/gateway_dialog.h"

#include "ui/kit/theme.h"
#include "ui/shell/gateway_button.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {
constexpr int kLongestName = 60;
}

GatewayDialog::GatewayDialog(const KnownGateway &gateway, QWidget *parent)
    : QDialog(parent)
    , m_nameLabel(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_colorLabel(new QLabel(this))
    , m_colors(new QButtonGroup(this))
    , m_cancel(new QPushButton(this))
    , m_keep(new QPushButton(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(420);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(6);
    layout->addWidget(m_nameLabel);
    layout->addWidget(m_name);
    layout->addSpacing(6);
    layout->addWidget(m_colorLabel);
    auto *colors = new QHBoxLayout;
    colors->setSpacing(8);
    for (std::size_t i = 0; i < Gateways::colors().size(); ++i) {
        auto *button = new QPushButton(gatewayIcon(Gateways::colors()[i]), QString(), this);
        button->setCheckable(true);
        button->setAutoDefault(false);
        button->setChecked(Gateways::colors()[i] == gateway.color);
        m_colors->addButton(button, int(i));
        colors->addWidget(button);
    }
    layout->addLayout(colors);
    layout->addSpacing(8);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_keep);
    layout->addLayout(buttons);
    m_name->setText(gateway.name);
    m_name->setMaxLength(kLongestName);
    m_name->selectAll();
    m_nameLabel->setBuddy(m_name);
    kit::setPrimary(m_keep);
    m_keep->setDefault(true);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_keep, &QPushButton::clicked, this, &GatewayDialog::choose);
    retranslate();
}

void GatewayDialog::choose()
{
    const int color = std::max(m_colors->checkedId(), 0);
    Q_EMIT chosen(m_name->text(), Gateways::colors()[std::size_t(color)]);
    accept();
}

void GatewayDialog::retranslate()
{
    setWindowTitle(tr("Name and colour"));
    m_nameLabel->setText(tr("Name (empty: what the gateway calls itself)"));
    m_colorLabel->setText(tr("Colour"));
    m_cancel->setText(tr("Cancel"));
    m_keep->setText(tr("Keep"));
    const QStringList names {tr("blue"), tr("teal"), tr("orange"), tr("violet"), tr("green"), tr("pink")};
    for (qsizetype i = 0; i < names.size(); ++i) {
        m_colors->button(int(i))->setAccessibleName(names[i]);
        m_colors->button(int(i))->setToolTip(names[i]);
    }
}

void GatewayDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace signalbox::shell
