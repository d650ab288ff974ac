#include "backend/operator/protocol/list_fields.h"

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

const FilterFields &settingFields()
{
    static const FilterFields fields = fieldsOf(settingColumns());
    return fields;
}

FieldValue settingValue(const SettingView &setting, qsizetype field)
{
    return settingColumns()[size_t(field)].value(setting);
}

} // namespace signalbox::protocol
