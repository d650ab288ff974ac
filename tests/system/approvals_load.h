#pragma once

#include "tests/contracts/approvals/approvals_desk.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>

#include <deque>

namespace signalbox::wire {

/// What core or an approver wants done. One that got no answer is sent again, the same to the last byte.
struct Errand
{
    enum class Kind { Submit, WhatsApp, Imessage, Console };

    Kind kind = Kind::Submit;
    QString id; ///< the candidate
    QString from = {}; ///< the approver's address
    QByteArray text = {}; ///< the body, or what the approver says
    QByteArray messageId = {};
    int tries = 0;
};

/// An answer `processed` or `recorded` to a reply.
struct Said
{
    Errand errand;
    QString decision; ///< empty: recorded
};

/// Core and the approvers: clients that submit candidates and answer prompts on both channels, each one errand at a
/// time on its connection, until the gateway is gone.
class ApprovalLoad
{
public:
    ApprovalLoad(ApprovalsDesk &desk, quint32 seed);

    /// The gateways that take the errands, instead of the desk's alone.
    void setGateways(std::vector<const GatewayProcess *> gateways) { m_gateways = std::move(gateways); }
    /// With the token of an operator `mia` she decides as well, in the console.
    void setOperator(const QByteArray &token) { m_operator = token; }
    /// With gateways that listen. `fresh`: whether new candidates are made, or only what is left is done.
    void start(bool fresh);
    /// Every errand that is under way stays undone.
    void stop();
    /// Whether nothing is left to do.
    bool isIdle() const { return m_underWay.isEmpty() && m_left.empty(); }

    /// Candidates with a 202.
    const QHash<QString, QByteArray> &submitted() const { return m_submitted; }
    const QList<Said> &said() const { return m_said; }
    int cut() const { return m_cut; } ///< errands that got no answer
    const QHash<int, int> &refusals() const { return m_refusals; } ///< other statuses than 200 and 202, by status
    const QHash<QString, int> &reasons() const { return m_reasons; } ///< why replies were not taken

private:
    void next(QNetworkAccessManager *client);
    void send(QNetworkAccessManager *client, const Errand &errand);
    void answered(const Errand &errand, int status, const QByteArray &body);
    /// A candidate and what its approvers will say.
    Errand makeCandidate();
    void willSay(Errand::Kind kind, const QString &id, const QString &from, const QByteArray &words);
    QString person(bool whatsapp);
    QNetworkRequest requestFor(const QString &path, const QByteArray &type);
    QNetworkRequest decideRequest(const Errand &errand) const;
    void answeredInConsole(const Errand &errand, int status, const QJsonObject &json);

    ApprovalsDesk &m_desk;
    std::vector<const GatewayProcess *> m_gateways;
    QByteArray m_operator;
    QRandomGenerator m_random;
    std::unique_ptr<QObject> m_round; ///< parent of the clients
    bool m_fresh = false;
    int m_candidates = 0;
    int m_messages = 0;
    std::deque<Errand> m_left; ///< unanswered ones first
    QHash<QNetworkReply *, Errand> m_underWay;
    QHash<QString, std::vector<Errand>> m_after; ///< what is said once the candidate is submitted
    QHash<QString, QByteArray> m_submitted;
    QList<Said> m_said;
    int m_cut = 0;
    QHash<int, int> m_refusals;
    QHash<QString, int> m_reasons;
};

} // namespace signalbox::wire
