#include "backend/operator/protocol/filter.h"

#include <algorithm>

namespace signalbox::protocol {

using namespace Qt::StringLiterals;

namespace {

QString quotedWhereNeeded(const QString &value)
{
    const auto needsQuotes = [](QChar each) { return each.isSpace() || each == u'(' || each == u')' || each == u'"'; };
    if (!std::ranges::any_of(value, needsQuotes))
        return value;
    QString escaped = value;
    escaped.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return u'"' + escaped + u'"';
}

void addMatching(std::vector<QString> &choices, const FilterField &field, const QString &typed)
{
    std::vector<QString> containing;
    for (const QString &value : field.values) {
        if (value.startsWith(typed, Qt::CaseInsensitive))
            choices.push_back(quotedWhereNeeded(value));
        else if (value.contains(typed, Qt::CaseInsensitive))
            containing.push_back(quotedWhereNeeded(value));
    }
    choices.insert(choices.end(), containing.begin(), containing.end());
}

} // namespace

Completion complete(const QString &text, qsizetype cursor, const FilterFields &fields)
{
    cursor = std::clamp<qsizetype>(cursor, 0, text.size());
    qsizetype start = cursor;
    while (start > 0 && !text[start - 1].isSpace() && text[start - 1] != u'(')
        --start;
    if (start < cursor && text[start] == u'-')
        ++start;
    const QString word = text.sliced(start, cursor - start);
    const qsizetype colon = word.indexOf(u':');
    if (colon < 0) {
        Completion completion {start, cursor - start, {}};
        for (const FilterField &field : fields) {
            if (field.name.startsWith(word, Qt::CaseInsensitive))
                completion.choices.push_back(field.name + (field.kind == FieldKind::Text ? u':' : u'>'));
        }
        return completion;
    }
    Completion completion {start + colon + 1, cursor - start - colon - 1, {}};
    const QString typed = word.sliced(colon + 1).remove(u'"');
    for (const FilterField &field : fields) {
        if (field.name.compare(word.first(colon), Qt::CaseInsensitive) == 0)
            addMatching(completion.choices, field, typed);
    }
    return completion;
}

} // namespace signalbox::protocol
