#include "backend/services/commerce/providers/store_cache.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

QByteArray storeToBytes(const std::optional<Store> &store)
{
    QJsonArray row;
    if (store)
        row = {store->id, store->name, store->address};
    return QJsonDocument(row).toJson(QJsonDocument::Compact);
}

std::optional<Store> storeFromBytes(const QByteArray &bytes)
{
    const QJsonArray row = QJsonDocument::fromJson(bytes).array();
    if (row.size() != 3)
        return std::nullopt;
    return Store {row[0].toString(), row[1].toString(), row[2].toString()};
}

QString storeAddress(const QString &line, const QString &city, const QString &state, const QString &zip)
{
    QStringList parts;
    for (const QString &part : {line, city, QString(state + u' ' + zip).trimmed()}) {
        if (!part.isEmpty())
            parts += part;
    }
    return parts.join(u", "_s);
}

} // namespace signalbox::commerce
