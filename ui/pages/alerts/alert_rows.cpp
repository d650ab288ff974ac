#include "ui/pages/alerts/alert_rows.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/client/alert_text.h"
#include "ui/client/wire_text.h"
#include "ui/kit/formats.h"

#include <QDateTime>
#include <QSet>
#include <QTableView>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using client::Standing;

namespace {

constexpr int kStateColumn = 1;
constexpr int kNarrowTable = 560;
constexpr int kNarrowState = 88;

/// How long it has been so; of what is over, how long it was.
std::chrono::milliseconds length(const protocol::Alert &alert, core::WallTime now)
{
    return std::max(alert.resolvedAt.value_or(now) - alert.since, std::chrono::milliseconds(0));
}

QString withPerson(const QString &state, const std::optional<QString> &person)
{
    return person && !person->isEmpty() ? QString(state + u" · "_s + *person) : state;
}

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::alertFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem{int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                              client::filterProblemText(parsed.error())};
}

} // namespace

void prepareFilter(kit::FilterField &field)
{
    field.setCheck(problemOf);
    QStringList words;
    for (const protocol::FilterField &known : protocol::alertFields()) {
        words += known.name + u':';
        for (const QString &value : known.values)
            words += known.name + u':' + value;
    }
    field.setCompletions(words);
}

kit::Health severityHealth(protocol::Severity severity)
{
    switch (severity) {
    case protocol::Severity::Page:
        return kit::Health::Down;
    case protocol::Severity::Ticket:
        return kit::Health::Degraded;
    case protocol::Severity::Note:
        break;
    }
    return kit::Health::Unknown;
}

QString shortMoment(core::WallTime time)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(core::epochMs(time));
    return moment.date() == QDate::currentDate() ? moment.toString(u"HH:mm"_s) : moment.toString(u"MM-dd HH:mm"_s);
}

std::vector<kit::Column> AlertRows::columns()
{
    const QStringList names = titles();
    return {{"severity", names[0], kit::ColumnType::State},
            {"state", names[1]},
            {"since", names[2], kit::ColumnType::Time},
            {"service", names[3], kit::ColumnType::Text, false},
            {"subject", names[4], kit::ColumnType::Text, false},
            {"group", names[5], kit::ColumnType::Text, false},
            {"what", names[6]}};
}

QStringList AlertRows::titles()
{
    return {tr("Severity"), tr("State"), tr("For"), tr("Service"), tr("Subject"), tr("Group"), tr("What")};
}

QString AlertRows::standing(const protocol::Alert &alert, core::WallTime now)
{
    switch (client::standingOf(alert, now)) {
    case Standing::Calling:
        return tr("firing");
    case Standing::Pending:
        return tr("pending");
    case Standing::Acknowledged:
        return withPerson(tr("acknowledged"), alert.ackedBy);
    case Standing::Shelved:
        return withPerson(tr("shelved to %1").arg(shortMoment(*alert.shelvedUntil)), alert.shelvedBy);
    case Standing::Resolved:
        break;
    }
    return alert.resolvedAt ? tr("resolved %1").arg(shortMoment(*alert.resolvedAt)) : tr("resolved");
}

kit::Row AlertRows::row(const ListedAlert &listed, core::WallTime now)
{
    const protocol::Alert &alert = listed.alert;
    const Standing standing = client::standingOf(alert, now);
    const bool calls = standing == Standing::Calling;
    const bool quiet = !calls && standing != Standing::Pending;
    kit::Cell severity = kit::Cell::state(severityHealth(alert.severity), client::severityText(alert.severity));
    severity.muted = quiet;
    kit::Cell state = kit::Cell::of(AlertRows::standing(alert, now));
    state.strong = calls;
    state.muted = quiet;
    state.tip = alert.note ? QString(state.text + u": "_s + *alert.note) : QString();
    const auto since = double(core::epochMs(alert.since));
    kit::Cell age = kit::Cell::of(since, kit::formatDuration(double(length(alert, now).count())));
    age.tip = tr("since %1").arg(kit::formatMoment(qint64(since)));
    kit::Cell what = kit::Cell::of(client::alertSentence(alert));
    what.strong = calls;
    what.muted = quiet;
    return {listed.key,
            {severity, state, age, kit::Cell::of(alert.service), kit::Cell::of(alert.subject),
             kit::Cell::of(alert.rule), what}};
}

kit::ViewState AlertRows::emptyState(bool filtered, qint64 at)
{
    if (filtered)
        return kit::ViewState::empty(tr("No alert fits the filter."), tr("Press Esc in the filter to see all."));
    return kit::ViewState::empty(
        tr("All is well: nothing fires, nothing is pending."),
        tr("The gateway judges its rules every second; asked at %1.").arg(kit::formatClock(at)));
}

void AlertRows::widenState(QTableView &table)
{
    const int wanted = static_cast<QAbstractItemView &>(table).sizeHintForColumn(kStateColumn);
    // In a narrow table what is wrong needs the room.
    const int room = table.width() < kNarrowTable ? kNarrowState : table.width() / 4;
    const int width = table.columnWidth(kStateColumn);
    if (width < std::min(wanted, room) || width > std::max(kNarrowState, room))
        table.setColumnWidth(kStateColumn, std::min(wanted, room));
}

std::vector<ListedAlert> AlertRows::inOrder(std::vector<protocol::Alert> alerts, core::WallTime now)
{
    std::ranges::sort(alerts, {}, [now](const protocol::Alert &alert) {
        const Standing standing = client::standingOf(alert, now);
        const bool over = standing == Standing::Resolved;
        const qint64 age = over ? -core::epochMs(alert.resolvedAt.value_or(alert.at)) : core::epochMs(alert.since);
        return std::tuple(standing, over ? protocol::Severity::Page : alert.severity, age, alert.id);
    });
    std::vector<ListedAlert> listed;
    QSet<QByteArray> known;
    for (protocol::Alert &alert : alerts) {
        QByteArray key = alert.id.toUtf8();
        if (known.contains(key))
            key += '@' + QByteArray::number(core::epochMs(alert.since));
        known.insert(key);
        listed.push_back({key, std::move(alert)});
    }
    return listed;
}

} // namespace signalbox::pages
