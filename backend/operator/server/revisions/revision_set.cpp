#include "backend/operator/server/revisions/revision_set.h"

#include "backend/platform/core/json_writer.h"
#include "backend/platform/security/digest.h"

#include <QJsonDocument>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kFingerprintDigits = 4;

} // namespace

settings::Overrides textsOf(const OverrideSet &set)
{
    settings::Overrides texts;
    for (const auto &[key, entry] : set) {
        if (!entry.isLost)
            texts.insert(key, entry.text);
    }
    return texts;
}

QByteArray changesToJson(const std::vector<StoredChange> &changes)
{
    QJsonArray all;
    for (const StoredChange &change : changes) {
        QJsonObject one = protocol::toJson(change.shown);
        if (change.secretRef > 0)
            one.insert("ref"_L1, change.secretRef);
        else if (!change.shown.cleared)
            one.insert("text"_L1, change.text);
        all.append(one);
    }
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

std::vector<StoredChange> changesFromJson(const QByteArray &json)
{
    std::vector<StoredChange> changes;
    for (const QJsonValue value : QJsonDocument::fromJson(json).array()) {
        const QJsonObject one = value.toObject();
        changes.push_back(
            {.shown = protocol::fromJson<protocol::SettingChange>(one).value_or(protocol::SettingChange()),
             .text = one["text"_L1].toString(),
             .secretRef = one["ref"_L1].toInteger()});
    }
    return changes;
}

void apply(OverrideSet &set, const protocol::Revision &revision, const std::vector<StoredChange> &changes)
{
    for (const StoredChange &change : changes) {
        const QByteArray key = change.shown.key.toUtf8();
        if (change.shown.cleared) {
            set.erase(key);
            continue;
        }
        set[key] = {.text = change.text,
                    .shown = change.secretRef > 0 ? change.shown.after.value_or(QString()) : change.text,
                    .revision = revision.number,
                    .secretRef = change.secretRef,
                    .actor = revision.actor,
                    .at = revision.at};
    }
}

QString revisionHash(const StoredRevision &stored, const QString &previous)
{
    const protocol::Revision &revision = stored.revision;
    JsonWriter out;
    out.beginObject().member("number", revision.number).member("parent", revision.parent);
    out.member("at", core::isoUtc(revision.at)).member("actor", revision.actor).member("role", revision.role);
    out.member("reason", revision.reason).key("changes").raw(stored.changes);
    out.member("rollbackOf", revision.rollbackOf.value_or(-1)).member("guard", revision.guardId.value_or(QString()));
    out.member("timer", revision.timerId.value_or(QString())).member("previous", previous).endObject();
    return QString::fromLatin1(security::sha256(out.take()).toHex());
}

QString fingerprintOf(const QString &secret)
{
    return QString::fromLatin1(security::sha256(secret.toUtf8()).toHex().last(kFingerprintDigits));
}

QString storable(const QString &text)
{
    QString clean = QString::fromUtf8(text.toUtf8());
    return clean.remove(QChar(u'\0'));
}

} // namespace signalbox::server
