#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

/// Bodies of POST /candidate, for tests.
namespace signalbox::approvals {

using namespace Qt::StringLiterals;

inline const QString kDana = u"whatsapp:+15551230001"_s;
inline const QString kBo = u"whatsapp:+15551230002"_s;

inline QJsonObject valid()
{
    return {{u"id"_s, u"cr_7k2m"_s},
            {u"brand_id"_s, u"b_orchid"_s},
            {u"platform"_s, u"x"_s},
            {u"source_ref"_s, u"1780000000000000001"_s},
            {u"proposed_text"_s, u"Yes - SAML and OIDC are both in the Team plan."_s},
            {u"persona"_s, u"smart"_s},
            {u"context_url"_s, u"https:" "//x.com/dana/status/1780000000000000001"_s}};
}

inline QJsonObject approver(const QString &id, const QString &whatsapp, const QString &imessage = {})
{
    QJsonObject object {{u"id"_s, id}};
    if (!whatsapp.isEmpty())
        object[u"whatsapp"_s] = whatsapp;
    if (!imessage.isEmpty())
        object[u"imessage"_s] = imessage;
    return object;
}

inline QJsonObject step(int after, const QJsonArray &approvers)
{
    return {{u"after_sec"_s, after}, {u"approvers"_s, approvers}};
}

} // namespace signalbox::approvals
