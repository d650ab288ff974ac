#include "console.h"

#include <QFile>

namespace signalbox::wire {

using namespace Qt::StringLiterals;

const QByteArray kOrder
    = "{\"items\":[{\"id\":\"1\",\"name\":\"Rice\",\"quantity\":4}],\"shippingAddress\":{\"street\":\"1 A St\","
      "\"city\":\"X\",\"state\":\"CA\",\"postalCode\":\"94102\",\"country\":\"US\"}}";

Console::Console(const GatewayProcess &gateway) : m_url(gateway.opsUrl())
{
    QFile file(gateway.dataDir() + u"/ops.json"_s);
    if (file.open(QIODevice::ReadOnly))
        m_token = QJsonDocument::fromJson(file.readAll()).object()["token"_L1].toString().toUtf8();
}

Console::Console(const GatewayProcess &gateway, const QString &name, const QString &role,
                 const GatewayProcess::Settings &settings)
    : m_url(gateway.opsUrl())
{
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    environment.insert(u"SIGNALBOX_DATA_DIR"_s, gateway.dataDir());
    for (auto it = settings.begin(); it != settings.end(); ++it)
        environment.insert(it.key(), it.value());
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(gateway.dataDir());
    process.start(qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s,
                  {u"operator"_s, u"add"_s, name, u"--role"_s, role, u"--reason"_s, u"test"_s});
    process.waitForFinished(20'000);
    m_token = process.readAllStandardOutput().trimmed();
}

Answer Console::get(const QString &path, RequestHeaders headers) const
{
    headers.insert("Authorization", "Bearer " + m_token);
    return wire::get(m_url, path, headers);
}

Answer Console::post(const QString &path, const QJsonObject &body, RequestHeaders headers) const
{
    headers.insert("Authorization", "Bearer " + m_token);
    return wire::post(m_url, path, QJsonDocument(body).toJson(QJsonDocument::Compact), headers);
}

QJsonObject Console::read(const QString &path) const
{
    return get(u"/ops/v1/"_s + path).json();
}

qint64 Console::newest() const
{
    return read(u"revisions?limit=1"_s)["items"_L1][0]["number"_L1].toInteger();
}

Answer Console::flip(const QJsonArray &changes, const QJsonObject &more) const
{
    QJsonObject body {{"changes"_L1, changes}, {"preview"_L1, true}};
    const QJsonObject diff = post(u"/ops/v1/revisions"_s, body).json();
    body.remove("preview"_L1);
    body.insert("expectedRevision"_L1, diff["expectedRevision"_L1].toInteger(newest()));
    body.insert("reason"_L1, u"test"_s);
    if (diff.contains("confirm"_L1))
        body.insert("confirm"_L1, diff["confirm"_L1]);
    for (auto it = more.begin(); it != more.end(); ++it)
        body.insert(it.key(), it.value());
    return post(u"/ops/v1/revisions"_s, body);
}

Answer Console::flip(const QString &key, const QString &value, const QJsonObject &more) const
{
    return flip(QJsonArray {QJsonObject {{"key"_L1, key}, {"value"_L1, value}}}, more);
}

Answer Console::rollBack(qint64 to) const
{
    return post(u"/ops/v1/revisions/rollback"_s, {{"to"_L1, to},
                                                  {"expectedRevision"_L1, newest()},
                                                  {"reason"_L1, u"test"_s},
                                                  {"confirm"_L1, QString::number(to)}});
}

QString Console::value(const QString &key) const
{
    return read(u"settings/"_s + key)["value"_L1].toString();
}

QString errorCode(const Answer &answer)
{
    return answer.json()["error"_L1]["code"_L1].toString();
}

QString errorField(const Answer &answer)
{
    return answer.json()["error"_L1]["field"_L1].toString();
}

} // namespace signalbox::wire
