#include "backend/platform/settings/listeners.h"

#include "backend/platform/core/address.h"

#include <QSet>

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 kEngineeringPort = 8000;
constexpr quint16 kApprovalsPort = 8080;

QByteArrayList trimmedParts(QByteArrayView text, char separator)
{
    QByteArrayList parts;
    for (const QByteArray &part : text.toByteArray().split(separator)) {
        if (const QByteArray trimmed = part.trimmed(); !trimmed.isEmpty())
            parts += trimmed;
    }
    return parts;
}

std::unexpected<Error> invalid(const QString &why)
{
    return fail(ErrorCode::InvalidInput, PublicText(why));
}

Result<Listener> parseEntry(const QByteArray &entry)
{
    const qsizetype equals = entry.indexOf('=');
    if (equals < 0)
        return invalid(u"must hold entries of the form address:port=service"_s);
    const Result<Endpoint> endpoint = parseEndpoint(QByteArrayView(entry).first(equals));
    if (!endpoint)
        return std::unexpected(endpoint.error());
    const QByteArrayList services = trimmedParts(QByteArrayView(entry).sliced(equals + 1), ',');
    if (services.isEmpty())
        return invalid(u"has an entry without a service"_s);
    for (const QByteArray &service : services) {
        if (!allServices().contains(service))
            return invalid(u"names an unknown service: %1"_s.arg(QString::fromUtf8(service)));
    }
    return Listener{*endpoint, services};
}

} // namespace

const QByteArrayList &allServices()
{
    static const QByteArrayList all{"commerce", "approvals", "shop", "aurora", "engineering"};
    return all;
}

QByteArrayList namedServices(const Snapshot &snapshot)
{
    const QByteArrayList names = trimmedParts(snapshot.bytes("SIGNALBOX_SERVICES"), ',');
    return names == QByteArrayList{"auto"} ? QByteArrayList() : names;
}

Result<Endpoint> parseEndpoint(QByteArrayView text)
{
    const QByteArrayView trimmed = text.trimmed();
    const qsizetype colon = trimmed.lastIndexOf(':');
    bool isNumber = false;
    const uint port = colon < 0 ? 0 : trimmed.sliced(colon + 1).toUInt(&isNumber);
    if (!isNumber || port > 65535)
        return invalid(u"must name a port between 0 and 65535, as in 127.0.0.1:3000"_s);
    QByteArrayView address = trimmed.first(colon);
    const bool isBracketed = address.startsWith('[') && address.endsWith(']');
    if (isBracketed)
        address = address.sliced(1, address.size() - 2);
    if (!isBindAddress(address) || address.contains(':') != isBracketed)
        return invalid(u"must name an IP address or localhost; IPv6 stands in brackets"_s);
    return Endpoint{address.toByteArray(), quint16(port)};
}

QByteArray toText(const Endpoint &endpoint)
{
    const QByteArray port = QByteArray::number(endpoint.port);
    if (endpoint.address.contains(':'))
        return '[' + endpoint.address + "]:" + port;
    return endpoint.address + ':' + port;
}

bool isBindAddress(QByteArrayView text)
{
    return text == "localhost" || core::IpAddress::parse(text).has_value();
}

bool isLoopback(QByteArrayView address)
{
    if (address == "localhost")
        return true;
    const Result<core::IpAddress> parsed = core::IpAddress::parse(address);
    return parsed && parsed->isLoopback();
}

Result<std::vector<Listener>> parseListen(QByteArrayView text)
{
    std::vector<Listener> entries;
    for (const QByteArray &entry : trimmedParts(text, ';')) {
        Result<Listener> parsed = parseEntry(entry);
        if (!parsed)
            return std::unexpected(parsed.error());
        entries.push_back(std::move(*parsed));
    }
    return entries;
}

Endpoint sharedEndpoint(const Snapshot &snapshot)
{
    const bool usesBindAddr = !snapshot.isConfigured("HOST") && snapshot.isSet("BIND_ADDR");
    Endpoint endpoint{snapshot.bytes(usesBindAddr ? "BIND_ADDR" : "HOST"), quint16(snapshot.integer("PORT"))};
    if (snapshot.isConfigured("PORT"))
        return endpoint;
    const QByteArrayList named = namedServices(snapshot);
    if (named == QByteArrayList{"engineering"})
        endpoint.port = kEngineeringPort;
    else if (named == QByteArrayList{"approvals"})
        endpoint.port = kApprovalsPort;
    return endpoint;
}

std::vector<Listener> listeners(const Snapshot &snapshot, const QByteArrayList &services)
{
    std::vector<Listener> entries = parseListen(snapshot.bytes("SIGNALBOX_LISTEN")).value_or(std::vector<Listener>());
    if (snapshot.knows("LOOPGPT_LISTEN") && snapshot.isSet("LOOPGPT_LISTEN")) {
        if (const Result<Endpoint> own = parseEndpoint(snapshot.bytes("LOOPGPT_LISTEN")))
            entries.push_back({*own, {"commerce"}});
    }
    std::vector<Listener> open;
    QSet<QByteArray> placed;
    for (Listener &entry : entries) {
        entry.services.removeIf([&services](const QByteArray &service) { return !services.contains(service); });
        placed.unite(QSet<QByteArray>(entry.services.cbegin(), entry.services.cend()));
        if (!entry.services.isEmpty())
            open.push_back(std::move(entry));
    }
    QByteArrayList rest = services;
    rest.removeIf([&placed](const QByteArray &service) { return placed.contains(service); });
    if (!rest.isEmpty())
        open.push_back({sharedEndpoint(snapshot), rest});
    return open;
}

} // namespace signalbox::settings
