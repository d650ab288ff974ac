#pragma once

#include "backend/operator/protocol/approval_detail.h"
#include "ui/kit/card.h"

class QUrl;

namespace signalbox::pages {

/// What is known of an approval beside its text: where it belongs, who may decide, who was asked and how that went, how
/// the decision is told, and everything that happened to it.
class ApprovalFacts : public kit::Card
{
    Q_OBJECT

public:
    explicit ApprovalFacts(QWidget *parent = nullptr);

    /// Of the row at once; the rest comes with setDetail().
    void show(const std::optional<protocol::ApprovalRow> &row);
    void setDetail(const protocol::ApprovalDetail &detail);
    /// Why there is no detail.
    void setProblem(const QString &text);
    /// Opens the context in the browser. False when there is none that can be opened.
    bool openContext() const;
    void retranslate();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Section
    {
        QLabel *name;
        QLabel *text;
    };
    Section addSection();
    void put(const Section &section, const QString &name, const QStringList &lines);
    void putContext(const protocol::ApprovalRow &row);
    void refresh();

    std::optional<protocol::ApprovalRow> m_row;
    std::optional<protocol::ApprovalDetail> m_detail;
    QString m_problem;
    QLabel *m_note;
    Section m_about;
    QLabel *m_context;
    Section m_people;
    Section m_votes;
    Section m_prompts;
    Section m_callback;
    Section m_history;
};

/// The address of a context that may be opened: http or https with a host; empty for anything else.
QUrl contextUrl(const protocol::ApprovalRow &row);

} // namespace signalbox::pages
