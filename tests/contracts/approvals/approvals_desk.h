#pragma once

#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"
#include "tests/support/wire/stub_server.h"

#include <QJsonObject>
#include <QUrlQuery>

#include <memory>

namespace signalbox::wire {

using Form = std::vector<std::pair<QByteArray, QByteArray>>;

/// A gateway that runs approvals alone, with stand-ins for Twilio, the iMessage sidecar and the core service.
class ApprovalsDesk
{
public:
    explicit ApprovalsDesk(GatewayProcess::Settings more = {});

    bool start();
    /// One more process with the same settings, not started yet.
    std::unique_ptr<GatewayProcess> replica() const;
    QByteArray errorText() { return m_gateway->errorText(); }
    GatewayProcess &gateway() { return *m_gateway; }
    QUrl url() const { return m_gateway->url(); }

    StubServer twilio;
    StubServer sidecar;
    StubServer core;

    /// Forms that Twilio got as sends, decoded.
    std::vector<QUrlQuery> sends() const;
    /// Those whose text or variables name a candidate.
    int sendsAbout(const QString &id) const;
    /// The id that the Twilio stand-in gave to its newest message.
    QByteArray lastSid() const { return sidOf(m_accepted); }
    static QByteArray sidOf(int number);

    /// Bodies of the callbacks about a candidate.
    QList<QJsonObject> decisions(const QString &id) const;
    /// Texts that the sidecar was to send to somebody.
    QStringList texts(const QString &recipient) const;

    static QByteArray body(const QString &id, const QJsonObject &more = {});
    Answer submit(const QByteArray &json) const;
    Answer submit(const QString &id, const QJsonObject &more = {}) const { return submit(body(id, more)); }
    /// A message by WhatsApp, signed as Twilio does; the answer as JSON.
    QJsonObject say(const QByteArray &from, const QByteArray &text, const QByteArray &sid = {}, const Form &more = {});
    Answer whatsapp(const Form &form, const RequestHeaders &headers = {}) const;
    Answer status(const QByteArray &sid, const QByteArray &status, const QByteArray &code = {}) const;
    QJsonObject tell(const QString &from, const QString &text, const QString &id = {});
    Answer read(const QString &target) const;
    QJsonObject candidate(const QString &id) const { return read(QStringLiteral("/candidate/") + id).json(); }
    QStringList auditTypes(const QString &id) const;

    static QByteArray signature(const QByteArray &url, const Form &form);
    static RequestHeaders bearer(const QByteArray &secret = kSecret);

    static inline const QByteArray kSecret = "example-submit-secret-0123456789abcdef";
    static inline const QByteArray kOwner = "whatsapp:+15551230001";
    static inline const QByteArray kPublic = "https://gw.example.test";
    static inline const QByteArray kCallbackKey = QByteArray::fromBase64("ZXhhbXBsZS1zaWduaW5nLWtleS0wMTIzNDU2Nzg5YWI=");

    /// Twilio's own answer to a send.
    StubReply accept(const StubRequest &request);

private:
    StubReply listed(const StubRequest &request) const;

    GatewayProcess::Settings m_more;
    std::unique_ptr<GatewayProcess> m_gateway;
    int m_accepted = 0;
    int m_messages = 0;
    struct Listed
    {
        QString sid;
        QString to;
        QString body;
        QDateTime created;
    };
    std::vector<Listed> m_listed;
};

/// The fields of a form, percent-encoded.
QByteArray encodedForm(const Form &form);

} // namespace signalbox::wire
