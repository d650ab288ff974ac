#pragma once

#include "tests/support/wire/gateway_process.h"

#include <QJsonDocument>

namespace signalbox::wire {

/// Makes an operator in the gateway's store by the shell, served or not; the token, empty when it failed.
inline QByteArray addOperator(GatewayProcess &gateway, const QString &name, const QString &role)
{
    using namespace Qt::StringLiterals;
    const int code = gateway.run({u"operator"_s, u"add"_s, name, u"--role"_s, role, u"--json"_s});
    return code == 0 ? QJsonDocument::fromJson(gateway.printedText())["token"_L1].toString().toLatin1() : QByteArray();
}

} // namespace signalbox::wire
