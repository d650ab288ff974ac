#include "backend/operator/protocol/list_fields.h"

#include <QJsonDocument>

namespace signalbox::protocol {

using namespace Qt::StringLiterals;

namespace {

/// A field and how a row of type T fills it.
template <class T>
struct Column
{
    FilterField field;
    FieldValue (*value)(const T &);
};

template <class T, size_t N>
FilterFields fieldsOf(const std::array<Column<T>, N> &columns)
{
    FilterFields fields;
    for (const auto &column : columns)
        fields.push_back(column.field);
    return fields;
}

FieldValue number(double value)
{
    return {.text = {}, .number = value};
}

FieldValue time(core::WallTime at)
{
    return number(double(core::epochMs(at)));
}

FieldValue yesNo(bool value)
{
    return {.text = value ? u"yes"_s : u"no"_s};
}

FieldValue time(const std::optional<core::WallTime> &at)
{
    return at ? time(*at) : FieldValue();
}

const auto &requestColumns()
{
    using R = RequestRow;
    static const std::array<Column<R>, 12> columns {{
        {{u"at"_s, FieldKind::Time}, [](const R &r) { return time(r.at); }},
        {{u"service"_s, FieldKind::Text, {u"commerce"_s, u"platform"_s}},
         [](const R &r) { return FieldValue {r.service}; }},
        {{u"operation"_s}, [](const R &r) { return FieldValue {r.operation}; }},
        {{u"method"_s, FieldKind::Text, {u"GET"_s, u"POST"_s}}, [](const R &r) { return FieldValue {r.method}; }},
        {{u"path"_s}, [](const R &r) { return FieldValue {r.path}; }},
        {{u"status"_s, FieldKind::Number}, [](const R &r) { return number(r.status); }},
        {{u"ms"_s, FieldKind::Number}, [](const R &r) { return number(r.ms); }},
        {{u"upstream"_s}, [](const R &r) { return FieldValue {r.upstream}; }},
        {{u"error"_s}, [](const R &r) { return FieldValue {r.error}; }},
        {{u"client"_s}, [](const R &r) { return FieldValue {r.client}; }},
        {{u"trace"_s}, [](const R &r) { return FieldValue {r.traceId}; }},
        {{u"id"_s}, [](const R &r) { return FieldValue {r.id}; }},
    }};
    return columns;
}

const auto &decisionColumns()
{
    using D = Decision;
    static const std::array<Column<D>, 9> columns {{
        {{u"at"_s, FieldKind::Time}, [](const D &d) { return time(d.at); }},
        {{u"chosen"_s}, [](const D &d) { return FieldValue {d.chosen + u' ' + d.chosenName}; }},
        {{u"optimize"_s, FieldKind::Text, {u"balanced"_s, u"price"_s, u"speed"_s, u"margin"_s, u"availability"_s}},
         [](const D &d) { return FieldValue {d.optimize}; }},
        {{u"items"_s, FieldKind::Number}, [](const D &d) { return number(d.items); }},
        {{u"total"_s, FieldKind::Number}, [](const D &d) { return number(double(d.totalCents) / 100); }},
        {{u"eta"_s, FieldKind::Number}, [](const D &d) { return number(d.etaMinutes); }},
        {{u"score"_s, FieldKind::Number}, [](const D &d) { return number(d.score); }},
        {{u"error"_s},
         [](const D &d) {
             QString codes;
             for (const Candidate &candidate : d.candidates) {
                 if (!candidate.errorCode.isEmpty())
                     codes += candidate.providerId + u'=' + candidate.errorCode + u' ';
             }
             return FieldValue {codes.trimmed()};
         }},
        {{u"id"_s}, [](const D &d) { return FieldValue {d.requestId}; }},
    }};
    return columns;
}

const auto &alertColumns()
{
    using A = Alert;
    static const std::array<Column<A>, 9> columns {{
        {{u"since"_s, FieldKind::Time}, [](const A &a) { return time(a.since); }},
        {{u"state"_s, FieldKind::Text, {u"pending"_s, u"firing"_s, u"resolved"_s}},
         [](const A &a) { return FieldValue {wordOf(a.state)}; }},
        {{u"severity"_s, FieldKind::Text, {u"page"_s, u"ticket"_s, u"note"_s}},
         [](const A &a) { return FieldValue {wordOf(a.severity)}; }},
        {{u"rule"_s}, [](const A &a) { return FieldValue {a.rule}; }},
        {{u"service"_s}, [](const A &a) { return FieldValue {a.service}; }},
        {{u"subject"_s}, [](const A &a) { return FieldValue {a.subject}; }},
        {{u"sentence"_s}, [](const A &a) { return FieldValue {a.sentence}; }},
        {{u"acked"_s, FieldKind::Text, {u"yes"_s, u"no"_s}}, [](const A &a) { return yesNo(a.ackedBy.has_value()); }},
        {{u"shelved"_s, FieldKind::Text, {u"yes"_s, u"no"_s}},
         [](const A &a) { return yesNo(a.shelvedUntil.has_value()); }},
    }};
    return columns;
}

const auto &auditColumns()
{
    using E = AuditEntry;
    static const std::array<Column<E>, 11> columns {{
        {{u"at"_s, FieldKind::Time}, [](const E &e) { return time(e.at); }},
        {{u"actor"_s}, [](const E &e) { return FieldValue {e.actor}; }},
        {{u"role"_s, FieldKind::Text, {u"viewer"_s, u"approver"_s, u"operator"_s, u"admin"_s}},
         [](const E &e) { return FieldValue {e.role}; }},
        {{u"act"_s}, [](const E &e) { return FieldValue {e.act}; }},
        {{u"target"_s}, [](const E &e) { return FieldValue {e.target}; }},
        {{u"outcome"_s, FieldKind::Text, {u"done"_s, u"refused"_s, u"failed"_s}},
         [](const E &e) { return FieldValue {wordOf(e.outcome)}; }},
        {{u"reason"_s}, [](const E &e) { return FieldValue {e.reason}; }},
        {{u"address"_s}, [](const E &e) { return FieldValue {e.address}; }},
        {{u"before"_s}, [](const E &e) { return FieldValue {e.before}; }},
        {{u"after"_s}, [](const E &e) { return FieldValue {e.after}; }},
        {{u"id"_s, FieldKind::Number}, [](const E &e) { return number(e.id.toDouble()); }},
    }};
    return columns;
}

const auto &operatorColumns()
{
    using O = OperatorView;
    static const std::array<Column<O>, 6> columns {{
        {{u"name"_s}, [](const O &o) { return FieldValue {o.name}; }},
        {{u"role"_s, FieldKind::Text, {u"viewer"_s, u"approver"_s, u"operator"_s, u"admin"_s}},
         [](const O &o) { return FieldValue {wordOf(o.role)}; }},
        {{u"state"_s, FieldKind::Text, {u"active"_s, u"revoked"_s}},
         [](const O &o) { return FieldValue {wordOf(o.state)}; }},
        {{u"address"_s}, [](const O &o) { return FieldValue {QStringList(o.addresses.begin(), o.addresses.end()).join(u' ')}; }},
        {{u"created"_s, FieldKind::Time}, [](const O &o) { return time(o.createdAt); }},
        {{u"seen"_s, FieldKind::Time}, [](const O &o) { return time(o.lastSeen); }},
    }};
    return columns;
}

const auto &revisionColumns()
{
    using R = Revision;
    static const std::array<Column<R>, 8> columns {{
        {{u"number"_s, FieldKind::Number}, [](const R &r) { return number(double(r.number)); }},
        {{u"at"_s, FieldKind::Time}, [](const R &r) { return time(r.at); }},
        {{u"actor"_s}, [](const R &r) { return FieldValue {r.actor}; }},
        {{u"role"_s, FieldKind::Text, {u"operator"_s, u"admin"_s, u"gateway"_s}},
         [](const R &r) { return FieldValue {r.role}; }},
        {{u"key"_s},
         [](const R &r) {
             QStringList keys;
             for (const SettingChange &change : r.changes)
                 keys += change.key;
             return FieldValue {keys.join(u' ')};
         }},
        {{u"reason"_s}, [](const R &r) { return FieldValue {r.reason}; }},
        {{u"rollback"_s, FieldKind::Text, {u"yes"_s, u"no"_s}},
         [](const R &r) { return yesNo(r.rollbackOf.has_value()); }},
        {{u"guard"_s}, [](const R &r) { return FieldValue {r.guardId.value_or(QString())}; }},
    }};
    return columns;
}

const auto &logColumns()
{
    using L = LogRow;
    static const std::array<Column<L>, 9> columns {{
        {{u"at"_s, FieldKind::Time}, [](const L &l) { return time(l.at); }},
        {{u"level"_s, FieldKind::Text, {u"error"_s, u"warn"_s, u"info"_s, u"debug"_s}},
         [](const L &l) { return FieldValue {l.level}; }},
        {{u"service"_s, FieldKind::Text, {u"commerce"_s, u"platform"_s, u"operator"_s}},
         [](const L &l) { return FieldValue {l.service}; }},
        {{u"message"_s}, [](const L &l) { return FieldValue {l.message}; }},
        {{u"request"_s}, [](const L &l) { return FieldValue {l.requestId}; }},
        {{u"trace"_s}, [](const L &l) { return FieldValue {l.traceId}; }},
        {{u"path"_s}, [](const L &l) { return FieldValue {l.path}; }},
        {{u"id"_s}, [](const L &l) { return FieldValue {l.id}; }},
        {{u"line"_s},
         [](const L &l) {
             return FieldValue {QString::fromUtf8(QJsonDocument(l.line).toJson(QJsonDocument::Compact))};
         }},
    }};
    return columns;
}

const auto &settingColumns()
{
    using S = SettingView;
    static const std::array<Column<S>, 10> columns {{
        {{u"key"_s}, [](const S &s) { return FieldValue {s.key}; }},
        {{u"service"_s, FieldKind::Text, {u"platform"_s, u"commerce"_s}},
         [](const S &s) { return FieldValue {s.service}; }},
        {{u"group"_s}, [](const S &s) { return FieldValue {s.group}; }},
        {{u"value"_s}, [](const S &s) { return FieldValue {s.value.value_or(QString())}; }},
        {{u"source"_s, FieldKind::Text, {u"revision"_s, u"environment"_s, u".env"_s, u"default"_s}},
         [](const S &s) { return FieldValue {wordOf(s.source)}; }},
        {{u"apply"_s, FieldKind::Text, {u"hot"_s, u"restart"_s}},
         [](const S &s) { return FieldValue {wordOf(s.apply)}; }},
        {{u"set"_s, FieldKind::Text, {u"yes"_s, u"no"_s}}, [](const S &s) { return yesNo(s.isSet); }},
        {{u"secret"_s, FieldKind::Text, {u"yes"_s, u"no"_s}}, [](const S &s) { return yesNo(s.secret); }},
        {{u"due"_s, FieldKind::Text, {u"yes"_s, u"no"_s}}, [](const S &s) { return yesNo(s.restartDue); }},
        {{u"help"_s}, [](const S &s) { return FieldValue {s.help}; }},
    }};
    return columns;
}

const auto &approvalColumns()
{
    using A = ApprovalRow;
    static const std::array<Column<A>, 21> columns {{
        {{u"state"_s, FieldKind::Text,
          {u"new"_s, u"prompted"_s, u"approved"_s, u"edited"_s, u"rejected"_s, u"expired"_s, u"cancelled"_s}},
         [](const A &a) { return FieldValue {wordOf(a.state)}; }},
        {{u"open"_s, FieldKind::Text, {u"yes"_s, u"no"_s}},
         [](const A &a) { return yesNo(a.state <= ApprovalState::Prompted); }},
        {{u"mine"_s, FieldKind::Text, {u"yes"_s, u"no"_s}}, [](const A &a) { return yesNo(a.mayDecide); }},
        {{u"id"_s}, [](const A &a) { return FieldValue {a.id}; }},
        {{u"kind"_s, FieldKind::Text, {u"candidate"_s, u"workflow"_s}},
         [](const A &a) { return FieldValue {wordOf(a.kind)}; }},
        {{u"brand"_s}, [](const A &a) { return FieldValue {a.brand}; }},
        {{u"platform"_s, FieldKind::Text, {u"x"_s, u"reddit"_s, u"linkedin"_s}},
         [](const A &a) { return FieldValue {a.platform}; }},
        {{u"text"_s}, [](const A &a) { return FieldValue {a.text}; }},
        {{u"persona"_s}, [](const A &a) { return FieldValue {a.persona}; }},
        {{u"risk"_s}, [](const A &a) { return FieldValue {QStringList(a.riskFlags.begin(), a.riskFlags.end()).join(u' ')}; }},
        {{u"source"_s}, [](const A &a) { return FieldValue {a.source}; }},
        {{u"submitter"_s}, [](const A &a) { return FieldValue {a.submittedBy}; }},
        {{u"decider"_s}, [](const A &a) { return FieldValue {a.decider}; }},
        {{u"reason"_s}, [](const A &a) { return FieldValue {a.reason}; }},
        {{u"revision"_s, FieldKind::Number}, [](const A &a) { return number(a.revision); }},
        {{u"required"_s, FieldKind::Number}, [](const A &a) { return number(a.required); }},
        {{u"given"_s, FieldKind::Number}, [](const A &a) { return number(a.given); }},
        {{u"failed"_s, FieldKind::Number}, [](const A &a) { return number(a.prompts.failed); }},
        {{u"created"_s, FieldKind::Time}, [](const A &a) { return time(a.createdAt); }},
        {{u"deadline"_s, FieldKind::Time}, [](const A &a) { return time(a.deadlineAt); }},
        {{u"decided"_s, FieldKind::Time}, [](const A &a) { return time(a.decidedAt); }},
    }};
    return columns;
}

const auto &outboxColumns()
{
    using O = OutboxItem;
    static const std::array<Column<O>, 11> columns {{
        {{u"state"_s, FieldKind::Text, {u"pending"_s, u"retrying"_s, u"held"_s, u"dead"_s, u"delivered"_s}},
         [](const O &o) { return FieldValue {wordOf(o.state)}; }},
        {{u"service"_s, FieldKind::Text, {u"approvals"_s}}, [](const O &o) { return FieldValue {o.service}; }},
        {{u"target"_s}, [](const O &o) { return FieldValue {o.target}; }},
        {{u"subject"_s}, [](const O &o) { return FieldValue {o.subject}; }},
        {{u"id"_s}, [](const O &o) { return FieldValue {o.id}; }},
        {{u"attempts"_s, FieldKind::Number}, [](const O &o) { return number(o.attempts); }},
        {{u"status"_s, FieldKind::Number},
         [](const O &o) { return o.lastStatus > 0 ? number(o.lastStatus) : FieldValue(); }},
        {{u"error"_s}, [](const O &o) { return FieldValue {o.lastError}; }},
        {{u"created"_s, FieldKind::Time}, [](const O &o) { return time(o.createdAt); }},
        {{u"next"_s, FieldKind::Time}, [](const O &o) { return time(o.nextAttemptAt); }},
        {{u"ended"_s, FieldKind::Time}, [](const O &o) { return time(o.endedAt); }},
    }};
    return columns;
}

} // namespace

const FilterFields &requestFields()
{
    static const FilterFields fields = fieldsOf(requestColumns());
    return fields;
}

FieldValue requestValue(const RequestRow &row, qsizetype field)
{
    return requestColumns()[size_t(field)].value(row);
}

const FilterFields &decisionFields()
{
    static const FilterFields fields = fieldsOf(decisionColumns());
    return fields;
}

FieldValue decisionValue(const Decision &decision, qsizetype field)
{
    return decisionColumns()[size_t(field)].value(decision);
}

const FilterFields &alertFields()
{
    static const FilterFields fields = fieldsOf(alertColumns());
    return fields;
}

FieldValue alertValue(const Alert &alert, qsizetype field)
{
    return alertColumns()[size_t(field)].value(alert);
}

const FilterFields &auditFields()
{
    static const FilterFields fields = fieldsOf(auditColumns());
    return fields;
}

FieldValue auditValue(const AuditEntry &entry, qsizetype field)
{
    return auditColumns()[size_t(field)].value(entry);
}

const FilterFields &operatorFields()
{
    static const FilterFields fields = fieldsOf(operatorColumns());
    return fields;
}

FieldValue operatorValue(const OperatorView &view, qsizetype field)
{
    return operatorColumns()[size_t(field)].value(view);
}

const FilterFields &revisionFields()
{
    static const FilterFields fields = fieldsOf(revisionColumns());
    return fields;
}

FieldValue revisionValue(const Revision &revision, qsizetype field)
{
    return revisionColumns()[size_t(field)].value(revision);
}

const FilterFields &logFields()
{
    static const FilterFields fields = fieldsOf(logColumns());
    return fields;
}

FieldValue logValue(const LogRow &row, qsizetype field)
{
    return logColumns()[size_t(field)].value(row);
}

const FilterFields &settingFields()
{
    static const FilterFields fields = fieldsOf(settingColumns());
    return fields;
}

FieldValue settingValue(const SettingView &setting, qsizetype field)
{
    return settingColumns()[size_t(field)].value(setting);
}

const FilterFields &approvalFields()
{
    static const FilterFields fields = fieldsOf(approvalColumns());
    return fields;
}

FieldValue approvalValue(const ApprovalRow &row, qsizetype field)
{
    return approvalColumns()[size_t(field)].value(row);
}

const FilterFields &outboxFields()
{
    static const FilterFields fields = fieldsOf(outboxColumns());
    return fields;
}

FieldValue outboxValue(const OutboxItem &item, qsizetype field)
{
    return outboxColumns()[size_t(field)].value(item);
}

} // namespace signalbox::protocol
