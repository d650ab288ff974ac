#include "backend/platform/http/exchange.h"

#include <array>

namespace signalbox::http {

using namespace Qt::StringLiterals;

namespace {

/// Parts of field names whose values are credentials or tell who somebody is.
constexpr std::array kSecretNames {
    QByteArrayView("authorization"), QByteArrayView("cookie"),    QByteArrayView("token"),
    QByteArrayView("secret"),        QByteArrayView("signature"), QByteArrayView("key"),
    QByteArrayView("password"),      QByteArrayView("session"),   QByteArrayView("credential"),
};

} // namespace

QByteArray Exchange::pathLabel() const
{
    return route ? route->path : "unmatched"_ba;
}

QByteArray Exchange::serviceLabel() const
{
    return owner ? owner->name() : "platform"_ba;
}

Headers redacted(const Headers &headers)
{
    Headers shown;
    for (const auto &[name, value] : headers.fields()) {
        const QByteArray lower = name.toLower();
        const bool secret
            = std::ranges::any_of(kSecretNames, [&lower](QByteArrayView part) { return lower.contains(part); });
        shown.add(name, secret ? "[redacted]"_ba : value);
    }
    return shown;
}

} // namespace signalbox::http
