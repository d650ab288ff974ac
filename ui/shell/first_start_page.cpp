#include "ui/shell/first_start_page.h"

#include "ui/kit/card.h"
#include "ui/kit/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

FirstStartPage::FirstStartPage(QWidget *parent)
    : QWidget(parent), m_welcome(new QLabel(this)), m_intro(new QLabel(this)), m_note(new QLabel(this))
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(48, 48, 48, 48);
    layout->setSpacing(12);
    layout->addStretch(1);
    m_welcome->setFont(kit::uiFont(22, QFont::DemiBold));
    m_welcome->setStyleSheet(u"font-size: 22px; font-weight: 600"_s);
    kit::setTone(m_intro, kit::Tone::Muted);
    m_intro->setWordWrap(true);
    layout->addWidget(m_welcome);
    layout->addWidget(m_intro);
    layout->addSpacing(12);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(kit::kCardGap);
    m_sandbox = addChoice(choices);
    m_attach = addChoice(choices);
    m_configure = addChoice(choices);
    layout->addLayout(choices);
    layout->addWidget(m_note);
    layout->addStretch(2);
    kit::setPrimary(m_sandbox.button);
    m_sandbox.button->setAutoDefault(true);
    m_sandbox.button->setDefault(true);
    connect(m_sandbox.button, &QPushButton::clicked, this, [this] { begin(&FirstStartPage::sandboxWanted); });
    connect(m_attach.button, &QPushButton::clicked, this, &FirstStartPage::attachWanted);
    connect(m_configure.button, &QPushButton::clicked, this, [this] { begin(&FirstStartPage::configureWanted); });
    m_sandbox.button->setFocus();
    retranslate();
}

FirstStartPage::Choice FirstStartPage::addChoice(QLayout *layout)
{
    auto *card = new kit::Card({}, this);
    const Choice choice {new QLabel(card), new QLabel(card), new QPushButton(card)};
    kit::setTone(choice.title, kit::Tone::Headline);
    kit::setTone(choice.text, kit::Tone::Muted);
    choice.text->setWordWrap(true);
    choice.text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    choice.text->setMinimumHeight(72);
    choice.button->setAutoDefault(true);
    card->addWidget(choice.title);
    card->addWidget(choice.text, 1);
    card->addWidget(choice.button);
    layout->addWidget(card);
    return choice;
}

void FirstStartPage::begin(void (FirstStartPage::*choice)())
{
    setNote(tr("Starting the gateway…"), false);
    for (QPushButton *button : {m_sandbox.button, m_attach.button, m_configure.button})
        button->setEnabled(false);
    Q_EMIT(this->*choice)();
}

void FirstStartPage::setNote(const QString &text, bool bad)
{
    for (QPushButton *button : {m_sandbox.button, m_attach.button, m_configure.button})
        button->setEnabled(true);
    m_note->setText(text);
    kit::setTone(m_note, bad ? kit::Tone::Bad : kit::Tone::Muted);
}

void FirstStartPage::retranslate()
{
    m_welcome->setText(tr("Welcome to Signalbox"));
    m_intro->setText(tr("No gateway is configured on this machine yet. How do you want to begin?"));
    m_sandbox.title->setText(tr("Sandbox"));
    m_sandbox.text->setText(tr("A gateway with stand-ins for every outside party and traffic of its own. No keys needed; "
                               "nothing leaves this machine."));
    m_sandbox.button->setText(tr("Start the sandbox"));
    m_attach.title->setText(tr("Attach to…"));
    m_attach.text->setText(tr("A gateway that already runs, here or on a server. You need its operator address and a token."));
    m_attach.button->setText(tr("Attach to a gateway…"));
    m_configure.title->setText(tr("Configure services"));
    m_configure.text->setText(tr("A gateway on this machine with your own keys: a checklist says what each service still "
                                 "needs."));
    m_configure.button->setText(tr("Configure services"));
}

void FirstStartPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace signalbox::shell
