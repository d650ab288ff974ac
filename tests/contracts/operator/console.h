#pragma once

#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace signalbox::wire {

/// An operator's hand on a running gateway: the token of ops.json, or one of its own.
class Console
{
public:
    explicit Console(const GatewayProcess &gateway);
    /// With a token that `signalboxd operator add` makes; `settings` lead it to the gateway's store.
    Console(const GatewayProcess &gateway, const QString &name, const QString &role,
            const GatewayProcess::Settings &settings = {});

    QJsonObject read(const QString &path) const;
    Answer get(const QString &path, RequestHeaders headers = {}) const;
    Answer post(const QString &path, const QJsonObject &body, RequestHeaders headers = {}) const;

    /// The number of the newest revision.
    qint64 newest() const;
    /// One act on the newest revision that types what is asked for; `more` is added to the body.
    Answer flip(const QJsonArray &changes, const QJsonObject &more = {}) const;
    /// One key.
    Answer flip(const QString &key, const QString &value, const QJsonObject &more = {}) const;
    Answer rollBack(qint64 to) const;
    /// What holds for a key, as `/ops/v1/settings` shows it.
    QString value(const QString &key) const;

    const QByteArray &token() const { return m_token; }

private:
    QUrl m_url;
    QByteArray m_token;
};

/// `code` of an error body.
QString errorCode(const Answer &answer);
/// `field` of an error body.
QString errorField(const Answer &answer);

inline const QString kRoute = QStringLiteral("/functions/v1/loopgpt_route_order");
/// A cart that every mock provider quotes.
extern const QByteArray kOrder;

} // namespace signalbox::wire
