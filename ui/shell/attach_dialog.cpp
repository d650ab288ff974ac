#include "ui/shell/attach_dialog.h"

#include "ui/client/link.h"
#include "ui/kit/theme.h"

#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

QString addressProblem(const QString &address)
{
    const QUrl url(address.trimmed(), QUrl::StrictMode);
    const bool http = url.scheme() == "http"_L1;
    if (!url.isValid() || url.host().isEmpty() || !(http || url.scheme() == "https"_L1))
        return AttachDialog::tr("An address looks like https://gateway.example:4711");
    const bool here = url.host() == "localhost"_L1 || url.host() == "::1"_L1 || url.host().startsWith("127."_L1);
    if (http && !here)
        return AttachDialog::tr("Over the network only https: the token would be readable on the way.");
    return {};
}

AttachDialog::AttachDialog(QWidget *parent)
    : QDialog(parent)
    , m_addressLabel(new QLabel(this))
    , m_address(new QLineEdit(this))
    , m_tokenLabel(new QLabel(this))
    , m_token(new QLineEdit(this))
    , m_problem(new QLabel(this))
    , m_cancel(new QPushButton(this))
    , m_attach(new QPushButton(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(6);
    layout->addWidget(m_addressLabel);
    layout->addWidget(m_address);
    layout->addSpacing(6);
    layout->addWidget(m_tokenLabel);
    layout->addWidget(m_token);
    layout->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_attach);
    layout->addLayout(buttons);
    m_address->setText(u"http://127.0.0.1:"_s);
    m_token->setEchoMode(QLineEdit::Password);
    m_addressLabel->setBuddy(m_address);
    m_tokenLabel->setBuddy(m_token);
    m_problem->setWordWrap(true);
    kit::setTone(m_problem, kit::Tone::Muted);
    kit::setPrimary(m_attach);
    m_attach->setDefault(true);
    setMinimumWidth(420);
    connect(m_address, &QLineEdit::textChanged, this, &AttachDialog::check);
    connect(m_token, &QLineEdit::textChanged, this, &AttachDialog::check);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_attach, &QPushButton::clicked, this, &AttachDialog::attach);
    retranslate();
}

void AttachDialog::setAddress(const QString &address)
{
    m_address->setText(address);
    m_token->setFocus();
}

void AttachDialog::setKnown(const QStringList &addresses)
{
    auto *completer = new QCompleter(addresses, this);
    completer->setFilterMode(Qt::MatchContains);
    m_address->setCompleter(completer);
}

void AttachDialog::check()
{
    QString problem = addressProblem(m_address->text());
    if (problem.isEmpty() && m_token->text().isEmpty())
        problem = tr("The token is printed once by: signalboxd operator add NAME --role ROLE");
    m_problem->setText(problem);
    m_attach->setEnabled(problem.isEmpty());
}

void AttachDialog::attach()
{
    Q_EMIT attachWanted({.base = QUrl(m_address->text().trimmed()), .token = m_token->text().trimmed().toUtf8()});
    accept();
}

void AttachDialog::retranslate()
{
    setWindowTitle(tr("Attach to a gateway"));
    m_addressLabel->setText(tr("Operator address"));
    m_tokenLabel->setText(tr("Token"));
    m_cancel->setText(tr("Cancel"));
    m_attach->setText(tr("Attach"));
    check();
}

void AttachDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace signalbox::shell
