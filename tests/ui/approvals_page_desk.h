#pragma once

#include "tests/ui/desk.h"
#include "ui/pages/approvals/approval_card.h"
#include "ui/pages/approvals/approval_facts.h"
#include "ui/pages/approvals/approvals_page.h"

namespace signalbox::wire {

/// A desk with Approvals open, its list narrowed to candidates of the test's own brand. Nobody answers on the phones of
/// their approvers, so that only the test decides.
class ApprovalsPageDesk : public Desk
{
public:
    /// What one candidate is like.
    struct Draft
    {
        QString text = QStringLiteral("Thank you, it is mended.");
        QStringList approvers = {}; ///< ids; empty: the attached operator
        QStringList risks = {};
        QString submittedBy = QStringLiteral("writer");
        int required = 1;
        int seconds = 600;
    };

    void open();
    void narrow() const;
    /// Submits it as the core service does and waits for its row.
    QString submit(const Draft &draft) const;
    /// Submits it and waits for nothing; its id.
    QString submitUnseen(const Draft &draft) const;
    /// Chooses it with the keyboard ready.
    void choose(const QString &id) const;
    void press(Qt::Key key) const;
    /// Waits until the candidate is on the card and has been there long enough to be decided on.
    void awaitShown(const QString &id) const;
    /// What the gateway tells of it.
    QJsonObject onTheWire(const QString &id) const;
    QString state(const QString &id) const;
    /// What somebody else does to it.
    QString actAs(const QByteArray &token, const QString &id, const QJsonObject &body) const;
    QString name() const { return m_name; }

    const pages::ApprovalsPage &page() const;
    pages::ApprovalCard &card() const;
    kit::TableView &table() const;
    /// The texts of the card, the one to decide on included.
    QString cardText() const;
    QString cell(const QString &id, std::size_t column) const;

private:
    QString m_name;
    mutable int m_count = 0;
};

} // namespace signalbox::wire
