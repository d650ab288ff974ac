#include "ui/pages/operators/new_operator_card.h"

#include "ui/client/act_words.h"
#include "ui/client/wire_text.h"
#include "ui/kit/act_form.h"
#include "ui/kit/error_text.h"
#include "ui/kit/note.h"
#include "ui/kit/theme.h"
#include "ui/pages/operators/operator_rows.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr protocol::Role kRoles[] {protocol::Role::Viewer, protocol::Role::Approver, protocol::Role::Operator, protocol::Role::Admin};
constexpr int kLongestName = 64;
}

NewOperatorCard::NewOperatorCard(client::Facets &facets, QWidget *parent)
    : Card({}, parent), m_facets(facets), m_nameName(new QLabel), m_name(new QLineEdit), m_nameNote(kit::makeNote()),
      m_roleName(new QLabel), m_role(new QComboBox), m_mayDo(new QLabel), m_addressesName(new QLabel), m_addresses(new QLineEdit),
      m_addressesNote(kit::makeNote()), m_form(new kit::ActForm), m_once(new QLabel), m_token(new QLineEdit), m_copy(new QPushButton),
      m_forget(new QPushButton), m_asking(makeAsking()), m_telling(makeTelling())
{
    body()->addWidget(m_asking);
    body()->addWidget(m_telling);
    m_telling->hide();
    connect(m_role, &QComboBox::currentIndexChanged, this, &NewOperatorCard::showRole);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_token->text());
        m_copy->setText(tr("Copied"));
    });
    connect(m_forget, &QPushButton::clicked, this, &NewOperatorCard::forgetToken);
    m_form->setWork([this](const kit::ActForm::Asked &asked, const kit::AsyncAction::Done &done) { add(asked.reason, done); });
    retranslate();
}

QWidget *NewOperatorCard::makeAsking()
{
    auto *asking = new QWidget;
    auto *layout = new QVBoxLayout(asking);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (const protocol::Role role : kRoles)
        m_role->addItem(QString(), int(role));
    m_name->setMaxLength(kLongestName);
    m_mayDo->setWordWrap(true);
    for (QLabel *label : {m_nameName, m_roleName, m_mayDo, m_addressesName})
        kit::setTone(label, kit::Tone::Muted);
    for (QWidget *widget : std::initializer_list<QWidget *> {m_nameName, m_name, m_nameNote, m_roleName, m_role, m_mayDo, m_addressesName,
                                                             m_addresses, m_addressesNote, m_form})
        layout->addWidget(widget);
    return asking;
}

QWidget *NewOperatorCard::makeTelling()
{
    auto *telling = new QWidget;
    auto *layout = new QVBoxLayout(telling);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_once->setWordWrap(true);
    m_token->setReadOnly(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_forget);
    kit::setPrimary(m_copy);
    layout->addWidget(m_once);
    layout->addWidget(m_token);
    layout->addLayout(buttons);
    return telling;
}

void NewOperatorCard::add(const QString &reason, const std::function<void(const QString &)> &done)
{
    kit::showNote(m_nameNote, {});
    kit::showNote(m_addressesNote, {});
    protocol::OperatorRequest request {.name = m_name->text().trimmed(), .role = protocol::Role(m_role->currentData().toInt()), .reason = reason};
    for (const QString &address : m_addresses->text().split(u',', Qt::SkipEmptyParts))
        request.addresses.push_back(address.trimmed());
    m_facets.operators.add(this, request, [this, done](const Result<protocol::OperatorAdded> &answer) {
        done({});
        if (!answer)
            return refused(answer.error());
        showToken(*answer);
        Q_EMIT added();
    });
}

void NewOperatorCard::refused(const Error &error)
{
    const QString field = client::refusalOf(error).field.value_or(QString());
    const QString text = kit::errorText(error);
    // A name that is taken is a conflict, which names no field.
    if (field == "name"_L1 || error.code == ErrorCode::Conflict)
        return kit::showNote(m_nameNote, text);
    if (field == "addresses"_L1)
        return kit::showNote(m_addressesNote, text);
    m_form->showError(field, text);
}

void NewOperatorCard::showToken(const protocol::OperatorAdded &added)
{
    m_name->clear();
    m_addresses->clear();
    m_role->setCurrentIndex(0);
    m_form->clear();
    m_addedName = added.name;
    m_token->setText(added.token.value_or(QString()));
    m_token->setCursorPosition(0);
    m_asking->hide();
    m_telling->show();
    retranslate();
    m_copy->setFocus();
}

void NewOperatorCard::forgetToken()
{
    m_token->clear();
    m_addedName.clear();
    m_telling->hide();
    m_asking->show();
    retranslate();
}

void NewOperatorCard::hideEvent(QHideEvent *event)
{
    // Not for a window that is only minimised: the person may be on the way to where the token goes.
    if (!event->spontaneous())
        forgetToken();
    Card::hideEvent(event);
}

void NewOperatorCard::showRole()
{
    m_mayDo->setText(OperatorRows::mayDo(protocol::Role(m_role->currentData().toInt())));
}

void NewOperatorCard::showRefusals()
{
    m_form->setBlocked(client::actRefusal(m_facets.session, u"POST /ops/v1/operators"_s, protocol::Role::Admin));
}

void NewOperatorCard::retranslate()
{
    setTitle(m_addedName.isEmpty() ? tr("Add somebody") : tr("%1's token").arg(m_addedName));
    m_nameName->setText(tr("Name"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("letters, digits and . _ @ + -"));
    m_roleName->setText(tr("Role"));
    m_role->setAccessibleName(tr("Role"));
    for (int i = 0; i < m_role->count(); ++i)
        m_role->setItemText(i, client::roleText(protocol::Role(m_role->itemData(i).toInt())));
    m_addressesName->setText(tr("Approvals reach them at (optional)"));
    m_addresses->setAccessibleName(tr("Addresses"));
    m_addresses->setPlaceholderText(u"whatsapp:+4917…, imessage:…"_s);
    m_form->setAct(tr("Add and show the token"));
    m_form->retranslate();
    m_once->setText(tr("Shown this once. Hand it over on a safe way; the gateway keeps only its hash. Lost: revoke and add again."));
    m_token->setAccessibleName(tr("Token"));
    m_copy->setText(tr("Copy"));
    m_forget->setText(tr("I have it, forget it here"));
    showRole();
}

} // namespace signalbox::pages
