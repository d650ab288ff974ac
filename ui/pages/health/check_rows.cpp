#include "ui/pages/health/check_rows.h"

#include "ui/pages/health/check_words.h"

#include <array>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::CheckItem;

namespace {

/// The verdict as it is filtered by.
QString wordOf(const CheckItem &item)
{
    return item.person ? u"person"_s : QString(protocol::wordOf(item.verdict));
}

QString groupOf(const CheckItem &item)
{
    return u"guide:"_s + item.service + u'.' + item.list;
}

kit::Row groupRow(const CheckItem &first, const protocol::Checklist &all, double order)
{
    CheckCounts counts;
    for (const CheckItem &item : all.items) {
        if (groupOf(item) == groupOf(first))
            counts.add(item);
    }
    const kit::Health health = counts.fail > 0 ? kit::Health::Down
        : counts.pass > 0                      ? kit::Health::Well
                                               : kit::Health::Unknown;
    const QString word = counts.fail > 0 ? CheckRows::tr("%n fail", nullptr, counts.fail)
        : counts.pass > 0                ? CheckRows::tr("none fails")
                                         : CheckRows::tr("cannot tell");
    kit::Cell told = kit::Cell::name(counts.text());
    return {groupOf(first).toUtf8(),
            {kit::Cell::state(health, word), kit::Cell::name(CheckWords::group(first)), told, kit::Cell(), kit::Cell::of(order, QString())}};
}

kit::Row itemRow(const CheckItem &item, double order)
{
    const QString told = item.evidence.isEmpty() ? CheckWords::question(item) : item.evidence;
    kit::Cell found = kit::Cell::of(told);
    found.muted = item.verdict != protocol::CheckVerdict::Fail;
    kit::Cell title = kit::Cell::of(u"    "_s + CheckWords::title(item));
    title.tip = CheckWords::title(item);
    return {item.id.toUtf8(),
            {kit::Cell::state(CheckWords::health(item), CheckWords::verdict(item)), title, found, kit::Cell::of(CheckWords::group(item)),
             kit::Cell::of(order, QString())}};
}

} // namespace

const protocol::FilterFields &checkFields()
{
    static const protocol::FilterFields fields {
        {u"verdict"_s, protocol::FieldKind::Text, {u"pass"_s, u"fail"_s, u"cannotTell"_s, u"person"_s}},
        {u"service"_s, protocol::FieldKind::Text, {u"shop"_s, u"engineering"_s, u"commerce"_s, u"approvals"_s}},
        {u"list"_s, protocol::FieldKind::Text,
         {u"production"_s, u"hardening"_s, u"readiness"_s, u"afterDeployment"_s, u"beforeDeployment"_s}},
        {u"title"_s},
        {u"evidence"_s},
        {u"question"_s},
        {u"id"_s}};
    return fields;
}

protocol::FieldValue checkValue(const CheckItem &item, qsizetype field)
{
    const std::array values {wordOf(item), item.service, item.list, item.title, item.evidence, item.question, item.id};
    return {values[std::size_t(field)]};
}

std::vector<CheckItem> checksShown(const protocol::Checklist &checklist, const protocol::Filter &filter, bool failing)
{
    std::vector<CheckItem> shown;
    for (const CheckItem &item : checklist.items) {
        const bool fits = filter.matches([&item](qsizetype field) { return checkValue(item, field); });
        if (fits && (!failing || item.verdict == protocol::CheckVerdict::Fail))
            shown.push_back(item);
    }
    return shown;
}

std::vector<kit::Column> CheckRows::columns()
{
    const QStringList names = titles();
    return {{"state", names[0], kit::ColumnType::State},
            {"item", names[1]},
            {"found", names[2]},
            {"guide", names[3], kit::ColumnType::Text, false},
            {"order", names[4], kit::ColumnType::Number, false}};
}

QStringList CheckRows::titles()
{
    return {tr("State"), tr("Item"), tr("What was found"), tr("Guide"), tr("Order")};
}

std::vector<kit::Row> CheckRows::rows(const std::vector<CheckItem> &shown, const protocol::Checklist &all)
{
    std::vector<kit::Row> rows;
    QString group;
    for (const CheckItem &item : shown) {
        if (std::exchange(group, groupOf(item)) != groupOf(item))
            rows.push_back(groupRow(item, all, double(rows.size())));
        rows.push_back(itemRow(item, double(rows.size())));
    }
    return rows;
}

} // namespace signalbox::pages
