#include "backend/operator/server/operators/operator_store.h"

#include "backend/platform/security/digest.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMostAddresses = 20;
constexpr qsizetype kLongestAddress = 200;

const QString kColumns
    = u"name, role, token_hash, addresses, created_ms, created_by, last_seen_ms, revoked_ms"_s;

QString addressText(const std::vector<QString> &addresses)
{
    QJsonArray array;
    for (const QString &address : addresses)
        array.append(address);
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

std::optional<core::WallTime> timeOf(const QVariant &ms)
{
    return ms.isValid() ? std::optional(core::wallTime(ms.toLongLong())) : std::nullopt;
}

StoredOperator operatorOf(const storage::Row &row)
{
    StoredOperator found;
    found.view.name = row[0].toString();
    found.view.role = protocol::fromWord<protocol::Role>(row[1].toString()).value_or(protocol::Role::Viewer);
    found.tokenDigest = QByteArray::fromHex(row[2].toString().toLatin1());
    for (const QJsonValue address : QJsonDocument::fromJson(row[3].toString().toUtf8()).array())
        found.view.addresses.push_back(address.toString());
    found.view.createdAt = core::wallTime(row[4].toLongLong());
    found.view.createdBy = row[5].toString();
    found.view.lastSeen = timeOf(row[6]);
    found.view.revokedAt = timeOf(row[7]);
    found.view.state = found.view.revokedAt ? protocol::OperatorState::Revoked : protocol::OperatorState::Active;
    return found;
}

Result<std::vector<StoredOperator>> select(storage::Connection &connection, const QString &rest,
                                           const std::vector<QVariant> &values)
{
    const auto rows = connection.query(u"SELECT "_s + kColumns + u" FROM signalbox_operators "_s + rest, values);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<StoredOperator> found;
    for (const storage::Row &row : *rows)
        found.push_back(operatorOf(row));
    return found;
}

/// `operator, whatsapp:+49…`: an operator in the audit.
QString described(const protocol::OperatorView &view)
{
    QString text = protocol::wordOf(view.role);
    for (const QString &address : view.addresses)
        text += u", "_s + address;
    return text;
}

Result<ActEffect> add(storage::Connection &connection, const StoredOperator &added)
{
    const protocol::OperatorView &view = added.view;
    const auto same = select(connection, u"WHERE lower(name) = lower(?)"_s, {view.name});
    if (!same)
        return std::unexpected(same.error());
    const bool known = !same->empty();
    if (known && same->front().view.state == protocol::OperatorState::Active)
        return fail(ErrorCode::Conflict, PublicText(u"there is an operator of this name; revoke that one first"_s));
    const auto count = connection.query(u"SELECT count(*) FROM signalbox_operators"_s);
    if (!count)
        return std::unexpected(count.error());
    if (!known && count->front().front().toLongLong() >= kMostOperators)
        return fail(ErrorCode::Conflict, PublicText(u"there are %1 operators, which is the most"_s.arg(kMostOperators)));
    const auto done = connection.execute(u"DELETE FROM signalbox_operators WHERE lower(name) = lower(?)"_s, {view.name});
    if (!done)
        return std::unexpected(done.error());
    const auto inserted = connection.execute(
        u"INSERT INTO signalbox_operators ("_s + kColumns + u") VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)"_s,
        {view.name, protocol::wordOf(view.role), QString::fromLatin1(added.tokenDigest.toHex()),
         addressText(view.addresses), core::epochMs(view.createdAt), view.createdBy});
    if (!inserted)
        return std::unexpected(inserted.error());
    return ActEffect {.target = view.name,
                      .before = known ? described(same->front().view) + u" (revoked)"_s : QString(),
                      .after = described(view),
                      .answer = {{"name"_L1, view.name}, {"role"_L1, protocol::wordOf(view.role)}}};
}

Result<ActEffect> revoke(storage::Connection &connection, const QString &name, core::WallTime now)
{
    const auto found = select(connection, u"WHERE lower(name) = lower(?)"_s, {name});
    if (!found)
        return std::unexpected(found.error());
    if (found->empty())
        return fail(ErrorCode::NotFound, PublicText(u"there is no operator of this name"_s));
    const protocol::OperatorView &view = found->front().view;
    if (view.state == protocol::OperatorState::Revoked)
        return fail(ErrorCode::Conflict, PublicText(u"this operator's token was revoked before"_s));
    const auto done = connection.execute(u"UPDATE signalbox_operators SET revoked_ms = ? WHERE name = ?"_s,
                                         {core::epochMs(now), view.name});
    if (!done)
        return std::unexpected(done.error());
    return ActEffect {.target = view.name, .before = described(view), .after = u"revoked"_s};
}

} // namespace

bool isGatewayName(const QString &name)
{
    static const QStringList taken {u"console"_s, u"local"_s, u"guard"_s, u"gateway"_s, QString(kUnknownActor)};
    return taken.contains(name.toLower()) || name.startsWith(u"shell:"_s);
}

std::optional<QString> badOperatorName(const QString &name)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}\\z"_s);
    if (!form.match(name).hasMatch())
        return u"the name must be 1 to 64 letters, digits or . _ @ + - and begin with a letter or digit"_s;
    if (isGatewayName(name))
        return u"the gateway uses this name itself"_s;
    return {};
}

std::optional<QString> badAddresses(const std::vector<QString> &addresses)
{
    static const QRegularExpression form(u"\\A[!-~]+\\z"_s);
    if (addresses.size() > kMostAddresses)
        return u"at most %1 addresses"_s.arg(kMostAddresses);
    for (const QString &address : addresses) {
        if (address.size() > kLongestAddress || !form.match(address).hasMatch())
            return u"an address must be 1 to %1 characters without spaces"_s.arg(kLongestAddress);
    }
    return {};
}

Result<std::vector<StoredOperator>> readOperators(storage::Connection &connection)
{
    return select(connection, u"ORDER BY name"_s, {});
}

ActJournal::Change addOperatorChange(StoredOperator added)
{
    return [added = std::move(added)](storage::Connection &connection) { return add(connection, added); };
}

ActJournal::Change revokeOperatorChange(QString name, core::WallTime now)
{
    return [name = std::move(name), now](storage::Connection &connection) { return revoke(connection, name, now); };
}

Result<void> saveLastSeen(storage::Connection &connection, const std::map<QString, core::WallTime> &seen)
{
    for (const auto &[name, at] : seen) {
        const auto done = connection.execute(u"UPDATE signalbox_operators SET last_seen_ms = ? WHERE name = ? AND "
                                             "COALESCE(last_seen_ms, 0) < ?"_s,
                                             {core::epochMs(at), name, core::epochMs(at)});
        if (!done)
            return std::unexpected(done.error());
    }
    return {};
}

QByteArray tokenDigest(const QByteArray &token)
{
    return security::sha256(token);
}

} // namespace signalbox::server
