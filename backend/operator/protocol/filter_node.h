#pragma once

#include "backend/operator/protocol/filter.h"

#include <QRegularExpression>

namespace signalbox::protocol {

enum class Test {
    All,
    Any,
    Not,
    Contains,
    Equals,
    NumberIs,
    DigitsBegin,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
    AnyText,
};

/// A term, or an operation over terms.
struct Filter::Node
{
    Test test = Test::All;
    qsizetype field = -1;
    QString text = {};
    double number = 0;
    QRegularExpression expression = {};
    std::vector<qsizetype> textFields = {}; ///< AnyText: where it looks
    std::vector<Node> children = {}; ///< All, Any, Not
};

/// A word of a filter's text.
struct FilterToken
{
    enum class Kind { Open, Close, Or, Minus, Term };
    Kind kind = Kind::Term;
    qsizetype position = 0;
    qsizetype length = 0;
    QString field = {}; ///< empty: bare word
    QString op = {}; ///< `:` `~` `<` `>` `<=` `>=`
    QString value = {}; ///< without quotes
    qsizetype valuePosition = 0;
    bool quoted = false;
};

/// Splits a filter's text. UnclosedQuote is the only possible problem.
std::expected<std::vector<FilterToken>, FilterError> tokenize(const QString &text);

/// `250ms`, `1.5k`, `10%`; seconds-like units give milliseconds. NaN when it is no number.
double filterNumber(QStringView text);
/// Milliseconds since 1970; NaN when it is no time.
double filterTime(const QString &text);

} // namespace signalbox::protocol
