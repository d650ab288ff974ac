#pragma once

#include "tests/contracts/approvals/approvals_desk.h"

#include <QRandomGenerator>

namespace signalbox::wire {

/// A callback as core got it.
struct Callback
{
    QByteArray webhookId;
    QByteArray body;
    bool isSigned = false; ///< by the key, over these bytes, with the present time
};

/// Which message to a person: the revision of a candidate, and the part of a split prompt.
QString promptKey(const QString &id, int revision, const QString &address, const QString &part = {});

/// Twilio, the sidecar and core as parties that outlive the gateway: slow and failing now and then, with records of
/// all that they have accepted.
class ApprovalParties
{
public:
    ApprovalParties(ApprovalsDesk &desk, quint32 seed);

    /// For a gateway that lives with such parties: short time-outs, and no limit that would end the load.
    static GatewayProcess::Settings settings();

    /// No more faults, and every answer at once.
    void calm() { m_calm = true; }

    /// How often each message was accepted, by promptKey().
    const QHash<QString, int> &whatsapp() const { return m_whatsapp; }
    const QHash<QString, int> &imessage() const { return m_imessage; }
    /// By candidate.
    const QHash<QString, QList<Callback>> &callbacks() const { return m_callbacks; }
    int lookUps() const { return m_lookUps; }
    int faults() const { return m_faults; }

private:
    StubReply twilio(const StubRequest &request);
    StubReply take(const StubRequest &request);
    StubReply listed(const StubRequest &request);
    StubReply sidecar(const StubRequest &request);
    StubReply core(const StubRequest &request);
    /// True in so many cases of a hundred.
    bool happens(int percent);

    struct Message
    {
        QString sid;
        QString from;
        QString body;
        QDateTime created;
    };

    ApprovalsDesk &m_desk;
    QRandomGenerator m_random;
    bool m_calm = false;
    QHash<QString, std::vector<Message>> m_messages; ///< by receiver, oldest first
    QHash<QString, int> m_whatsapp;
    QHash<QString, int> m_imessage;
    QHash<QString, QList<Callback>> m_callbacks;
    int m_accepted = 0;
    int m_lookUps = 0;
    int m_faults = 0;
};

} // namespace signalbox::wire
