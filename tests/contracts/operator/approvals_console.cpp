#include "tests/contracts/operator/approvals_console.h"

#include "tests/support/wire/raw_connection.h"

#include <QTest>

namespace signalbox::wire {

using namespace Qt::StringLiterals;

Console approverOf(ApprovalsDesk &desk, const QString &name, const QString &role)
{
    const Console console(desk.gateway(), name, role);
    // A token of the shell counts within half a second.
    for (int i = 0; i < 100 && console.get(u"/ops/v1/me"_s).status != 200; ++i)
        QTest::qWait(20);
    return console;
}

Answer decide(const Console &console, const QString &id, const QJsonObject &wish, const RequestHeaders &headers)
{
    return console.post(u"/ops/v1/approvals/candidate/%1/decide"_s.arg(id), wish, headers);
}

Answer decide(const Console &console, const QString &id, const char *action, int revision)
{
    return decide(console, id, {{"action"_L1, QLatin1StringView(action)}, {"revision"_L1, revision}});
}

QByteArray rawDecision(const Console &console, const QString &id)
{
    return rawRequest("POST /ops/v1/approvals/candidate/" + id.toLatin1() + "/decide",
                      "Authorization: Bearer " + console.token() + "\r\nContent-Type: application/json\r\n",
                      "{\"action\":\"approve\",\"revision\":1}");
}

QStringList idsOf(const QJsonObject &page)
{
    QStringList ids;
    for (const QJsonValue &row : page["items"_L1].toArray())
        ids += row["id"_L1].toString();
    return ids;
}

QJsonObject rowOf(const Console &console, const QString &id)
{
    return console.read(u"approvals?filter=id:%22"_s + id + u"%22"_s)["items"_L1][0].toObject();
}

QJsonObject detailOf(const Console &console, const QString &id)
{
    return console.read(u"approvals/candidate/"_s + id);
}

QStringList historyOf(const QJsonObject &detail)
{
    QStringList types;
    for (const QJsonValue &event : detail["history"_L1].toArray())
        types += event["type"_L1].toString();
    return types;
}

QJsonObject policyOf(int required, const std::vector<std::pair<QString, QString>> &approvers)
{
    QJsonArray people;
    for (const auto &[id, whatsapp] : approvers)
        people.append(QJsonObject {{u"id"_s, id}, {u"whatsapp"_s, whatsapp}});
    return {{u"policy"_s, QJsonObject {{u"required_approvals"_s, required}, {u"approvers"_s, people}}}};
}

} // namespace signalbox::wire
