#pragma once

#include <QString>

#include <expected>
#include <functional>
#include <limits>
#include <memory>
#include <vector>

/// The filter language of lists, tables, logs and audit on both sides of the wire (contract operator-console 4.4):
///
///     service:commerce status>499 -upstream:walmart (ms>250 OR error~"TIME.*") "cart is empty"
///
/// `:` contains (ignoring case; equals for a quoted value and for numbers, where a `*` at the end stands for any
/// digits: `status:5*`), `>` `<` `>=` `<=` compare numbers and times, `~` is a regular expression, `-` negates a term
/// or a group, a space is "and", `OR` binds weaker than "and", bare words look into every text field. Numbers take the
/// units ms, s, m, h, k, % (a share), KiB, MiB, GiB; times are `2026-01-31` or `2026-01-31T12:00[:00[.000]][Z]` in UTC.
namespace signalbox::protocol {

enum class FieldKind {
    Text,
    Number,
    Time, ///< given as milliseconds since 1970
};

/// A field that rows of a list have.
struct FilterField
{
    QString name;
    FieldKind kind = FieldKind::Text;
    std::vector<QString> values = {}; ///< for completion; others are allowed too
};
using FilterFields = std::vector<FilterField>;

/// A row's value of one field: `text` for Text, `number` for the others (NaN: has none, matches nothing).
struct FieldValue
{
    QString text = {};
    double number = std::numeric_limits<double>::quiet_NaN();
};
/// The value of the field at that index of FilterFields, for one row.
using FieldGetter = std::function<FieldValue(qsizetype field)>;

enum class FilterProblem {
    UnknownField,
    MissingValue,
    NotANumber,
    NotATime,
    NotComparable, ///< `<` or `>` on text
    BadExpression, ///< regular expression
    UnclosedQuote,
    UnclosedGroup,
    UnexpectedGroupEnd,
    MissingTerm, ///< `OR` or `-` with nothing behind or before it, `()`
    TooLong, ///< text, terms or nesting
};

/// What is wrong and where, so that it can be underlined.
struct FilterError
{
    FilterProblem problem = FilterProblem::MissingTerm;
    qsizetype position = 0;
    qsizetype length = 0;
    QString message; ///< an English sentence; the console words it from `problem`

    bool operator==(const FilterError &) const = default;
};

/// A parsed filter. Cheap to copy; matching is const and thread safe.
class Filter
{
public:
    /// Lets every row through.
    Filter() = default;
    /// Resolves the fields by name, ignoring case. Texts over 1,000 characters are refused.
    static std::expected<Filter, FilterError> parse(const QString &text, const FilterFields &fields);

    bool matches(const FieldGetter &valueOf) const;
    bool isEmpty() const { return !m_root; }

    struct Node;

private:
    std::shared_ptr<const Node> m_root;
};

/// What could stand at the cursor: replace `length` characters from `start` by one of the choices.
struct Completion
{
    qsizetype start = 0;
    qsizetype length = 0;
    std::vector<QString> choices; ///< `service:` for a field, the value with quotes where it needs them

    bool operator==(const Completion &) const = default;
};

/// Fields, or values behind `field:`, that begin like the word at the cursor; values that contain it come after.
Completion complete(const QString &text, qsizetype cursor, const FilterFields &fields);

} // namespace signalbox::protocol
