#include "backend/platform/settings/flag_rule.h"

#include "backend/platform/core/json_parse.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>
#include <cmath>

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kBuckets = 10'000;
constexpr double kBucketsPerPercent = 100;
constexpr qsizetype kMostSubjects = 1000;
constexpr qsizetype kLongestSubject = 256;
constexpr qsizetype kMostEntries = 100;

using Parsed = std::expected<FlagRule, QString>;

Parsed parsePercent(const QJsonObject &json)
{
    const QJsonValue percent = json["percent"_L1];
    const double value = percent.toDouble(-1);
    const double steps = value * kBucketsPerPercent;
    if (!percent.isDouble() || value < 0 || value > 100 || std::abs(steps - std::round(steps)) > 1e-6)
        return std::unexpected(u"must have a percent from 0 to 100 with at most two decimals"_s);
    return FlagRule {.kind = RuleKind::Percent, .percent = value};
}

Parsed parseAllow(const QJsonObject &json)
{
    const QJsonArray subjects = json["subjects"_L1].toArray();
    if (!json["subjects"_L1].isArray() || subjects.size() > kMostSubjects)
        return std::unexpected(u"must have a list of at most %1 subjects"_s.arg(kMostSubjects));
    FlagRule rule {.kind = RuleKind::Allow};
    for (const QJsonValue subject : subjects) {
        const QString text = subject.toString();
        if (text.isEmpty() || text.size() > kLongestSubject)
            return std::unexpected(u"must have subjects of 1 to %1 characters"_s.arg(kLongestSubject));
        rule.subjects.insert(text.toUtf8());
    }
    return rule;
}

Parsed parseSchedule(const QJsonObject &json)
{
    const QJsonArray entries = json["entries"_L1].toArray();
    if (entries.isEmpty() || entries.size() > kMostEntries)
        return std::unexpected(u"must have 1 to %1 entries"_s.arg(kMostEntries));
    FlagRule rule {.kind = RuleKind::Schedule};
    if (const QJsonValue before = json["before"_L1]; before.isBool())
        rule.before = before.toBool();
    else if (!before.isUndefined() && !before.isNull())
        return std::unexpected(u"must have true or false as before"_s);
    for (const QJsonValue value : entries) {
        const QJsonObject entry = value.toObject();
        const QString at = entry["at"_L1].toString();
        const QDateTime time = at.endsWith(u'Z') ? QDateTime::fromString(at, Qt::ISODateWithMs) : QDateTime();
        if (!time.isValid() || !entry["value"_L1].isBool())
            return std::unexpected(u"must have entries with a time in UTC (at) and true or false (value)"_s);
        rule.entries.emplace_back(core::wallTime(time.toMSecsSinceEpoch()), entry["value"_L1].toBool());
    }
    const auto later = [](const auto &left, const auto &right) { return left.first >= right.first; };
    if (std::ranges::adjacent_find(rule.entries, later) != rule.entries.end())
        return std::unexpected(u"must have its entries in the order of time"_s);
    return rule;
}

} // namespace

bool FlagRule::decide(QByteArrayView key, QByteArrayView subject, core::WallTime now) const
{
    switch (kind) {
    case RuleKind::Off:
        return false;
    case RuleKind::On:
        return true;
    case RuleKind::Percent:
        if (percent >= 100)
            return true;
        return !subject.isEmpty() && bucketOf(key, subject) < int(std::lround(percent * kBucketsPerPercent));
    case RuleKind::Allow:
        return !subject.isEmpty() && subjects.contains(QByteArray::fromRawData(subject.data(), subject.size()));
    case RuleKind::Schedule: {
        const auto next = std::ranges::upper_bound(entries, now, {}, &std::pair<core::WallTime, bool>::first);
        return next == entries.begin() ? before.value_or(false) : std::prev(next)->second;
    }
    }
    Q_UNREACHABLE();
}

std::optional<core::WallTime> FlagRule::nextChange(core::WallTime now) const
{
    const auto next = std::ranges::upper_bound(entries, now, {}, &std::pair<core::WallTime, bool>::first);
    return next == entries.end() ? std::nullopt : std::optional(next->first);
}

QString FlagRule::toText() const
{
    QJsonObject json;
    switch (kind) {
    case RuleKind::Off:
        return u"false"_s;
    case RuleKind::On:
        return u"true"_s;
    case RuleKind::Percent:
        json = {{"kind"_L1, "percent"_L1}, {"percent"_L1, percent}};
        break;
    case RuleKind::Allow: {
        QStringList names;
        for (const QByteArray &subject : subjects)
            names += QString::fromUtf8(subject);
        names.sort();
        json = {{"kind"_L1, "allow"_L1}, {"subjects"_L1, QJsonArray::fromStringList(names)}};
        break;
    }
    case RuleKind::Schedule: {
        QJsonArray all;
        for (const auto &[at, value] : entries)
            all += QJsonObject {{"at"_L1, QString::fromLatin1(core::isoUtc(at))}, {"value"_L1, value}};
        json = {{"kind"_L1, "schedule"_L1}, {"entries"_L1, all}};
        if (before)
            json["before"_L1] = *before;
        break;
    }
    }
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

std::expected<FlagRule, QString> parseFlagRule(const QString &text)
{
    const auto json = core::parseJsonObject(text.toUtf8());
    if (!json)
        return std::unexpected(u"must be true, false or a rule in JSON"_s);
    const QString kind = (*json)["kind"_L1].toString();
    if (kind == "off"_L1)
        return FlagRule {.kind = RuleKind::Off};
    if (kind == "on"_L1)
        return FlagRule {.kind = RuleKind::On};
    if (kind == "percent"_L1)
        return parsePercent(*json);
    if (kind == "allow"_L1)
        return parseAllow(*json);
    if (kind == "schedule"_L1)
        return parseSchedule(*json);
    return std::unexpected(u"must have one of the kinds off, on, percent, allow, schedule"_s);
}

int bucketOf(QByteArrayView key, QByteArrayView subject)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(key);
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(subject);
    return int(qFromBigEndian<quint64>(hash.resultView().data()) % kBuckets);
}

} // namespace signalbox::settings
