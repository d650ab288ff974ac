#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"

#include <QTimer>

namespace signalbox::pages {

class ApprovalActs;
class ApprovalCard;
class ApprovalFacts;
class ApprovalQueue;
struct ApprovalOutcome;

/// What waits for a person's decision by its deadline, and the decision (contracts operator-console 4.2, platform 13).
class ApprovalsPage : public kit::Page
{
    Q_OBJECT

public:
    ApprovalsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    /// `id:<approval>` chooses that one among all; anything else filters.
    void openWith(const QString &filter) override;
    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;
    void onHidden() override;

private:
    void build();
    void addKeys();
    void connectParts();
    void readDetail(const QString &id);
    void takeDetail(const QString &id, const Result<protocol::ApprovalDetail> &detail);
    void refresh();
    void over(const ApprovalOutcome &outcome);
    void actOnMany(protocol::ApprovalAction action);
    bool isMany() const;
    void tick();

    client::Facets &m_facets;
    ApprovalActs *m_acts;
    ApprovalQueue *m_queue;
    ApprovalCard *m_card;
    ApprovalFacts *m_facts;
    std::vector<std::pair<QAction *, const char *>> m_keys;
    client::Subscription m_watch;
    QTimer m_second;
    client::Call m_call;
};

} // namespace signalbox::pages
