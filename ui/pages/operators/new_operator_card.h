#pragma once

#include "ui/client/facets.h"
#include "ui/kit/card.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace signalbox::kit {
class ActForm;
}

namespace signalbox::pages {

/// Adds an operator and shows the token, once: it is forgotten with the button, and as soon as the card is out of sight.
class NewOperatorCard : public kit::Card
{
    Q_OBJECT

public:
    explicit NewOperatorCard(client::Facets &facets, QWidget *parent = nullptr);

    void showRefusals();
    void retranslate();

Q_SIGNALS:
    void added();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void add(const QString &reason, const std::function<void(const QString &)> &done);
    void refused(const Error &error);
    void showToken(const protocol::OperatorAdded &added);
    void forgetToken();
    void showRole();
    QWidget *makeAsking();
    QWidget *makeTelling();

    client::Facets &m_facets;
    QLabel *m_nameName;
    QLineEdit *m_name;
    QLabel *m_nameNote;
    QLabel *m_roleName;
    QComboBox *m_role;
    QLabel *m_mayDo;
    QLabel *m_addressesName;
    QLineEdit *m_addresses;
    QLabel *m_addressesNote;
    kit::ActForm *m_form;
    QLabel *m_once;
    QLineEdit *m_token;
    QPushButton *m_copy;
    QPushButton *m_forget;
    QString m_addedName;
    QWidget *m_asking;
    QWidget *m_telling;
};

} // namespace signalbox::pages
