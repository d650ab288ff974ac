#include "ui/pages/operators/operator_rows.h"

#include "ui/client/wire_text.h"
#include "ui/kit/formats.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

/// The day; the time stands in the tip.
kit::Cell dayOf(core::WallTime at)
{
    const qint64 ms = core::epochMs(at);
    const QString moment = kit::formatMoment(ms);
    kit::Cell cell = kit::Cell::of(double(ms), moment.section(u' ', 0, 0));
    cell.tip = moment;
    return cell;
}

} // namespace

std::vector<kit::Column> OperatorRows::columns()
{
    const QStringList names = titles();
    using enum kit::ColumnType;
    return {{"name", names[0]},       {"role", names[1]}, {"state", names[2], State}, {"seen", names[3], Time},
            {"made", names[4], Time}, {"by", names[5]},   {"addresses", names[6]}};
}

QStringList OperatorRows::titles()
{
    return {tr("Name"), tr("Role"), tr("Token"), tr("Last seen"), tr("Made"), tr("By"), tr("Reached at")};
}

QString OperatorRows::lastSeen(const protocol::OperatorView &view, core::WallTime now)
{
    if (!view.lastSeen)
        return tr("never used");
    return kit::formatAge(std::chrono::duration_cast<std::chrono::milliseconds>(std::max(now - *view.lastSeen, core::WallTime::duration {})));
}

kit::Row OperatorRows::row(const protocol::OperatorView &view, core::WallTime now)
{
    const bool isActive = view.state == protocol::OperatorState::Active;
    kit::Cell state = isActive ? kit::Cell::state(kit::Health::Well, tr("works")) : kit::Cell::state(kit::Health::Unknown, tr("revoked"));
    if (view.revokedAt)
        state.tip = tr("Revoked at %1.").arg(kit::formatMoment(core::epochMs(*view.revokedAt)));
    kit::Cell seen = kit::Cell::of(view.lastSeen ? double(core::epochMs(*view.lastSeen)) : 0, lastSeen(view, now));
    seen.muted = !view.lastSeen;
    if (view.lastSeen)
        seen.tip = kit::formatMoment(core::epochMs(*view.lastSeen));
    kit::Cell role = kit::Cell::of(client::roleText(view.role));
    role.tip = mayDo(view.role);
    kit::Cell addresses = kit::Cell::of(QStringList(view.addresses.begin(), view.addresses.end()).join(u", "_s));
    addresses.muted = true;
    return {view.name.toUtf8(),
            {kit::Cell::name(view.name), role, state, seen, dayOf(view.createdAt), kit::Cell::of(view.createdBy), addresses}};
}

QString OperatorRows::mayDo(protocol::Role role)
{
    switch (role) {
    case protocol::Role::Viewer:
        return tr("Sees everything but secrets and this list; changes nothing.");
    case protocol::Role::Approver:
        return tr("Sees everything a viewer sees, and decides on approvals.");
    case protocol::Role::Operator:
        return tr("Decides on approvals, and changes flags, settings, breakers and alerts, runs recipes, rolls back.");
    case protocol::Role::Admin:
        break;
    }
    return tr("Everything an operator may, and adds and revokes operators and sets secrets.");
}

} // namespace signalbox::pages
