#include "backend/operator/protocol/filter_node.h"

#include <cmath>

namespace signalbox::protocol {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxText = 1000;
constexpr int kMaxNesting = 20;
// An expression comes from a person and runs over thousands of rows: it may not try for ever.
constexpr auto kExpressionLimit = "(*LIMIT_MATCH=20000)"_L1;

using Node = Filter::Node;
using Parsed = std::expected<Node, FilterError>;

std::unexpected<FilterError> bad(FilterProblem problem, qsizetype position, qsizetype length, QString message)
{
    return std::unexpected(FilterError {problem, position, length, std::move(message)});
}

Parsed comparison(const FilterToken &token, Node node, FieldKind kind)
{
    if (kind == FieldKind::Text)
        return bad(FilterProblem::NotComparable, token.position, token.length,
                   u"'%1' is text and cannot be compared by size"_s.arg(token.field));
    node.test = token.op == "<"_L1 ? Test::Less
        : token.op == "<="_L1      ? Test::LessOrEqual
        : token.op == ">"_L1       ? Test::Greater
                                   : Test::GreaterOrEqual;
    return node;
}

Parsed number(const FilterToken &token, Node node, FieldKind kind)
{
    if (kind == FieldKind::Number && token.op == ":"_L1 && token.value.size() > 1 && token.value.endsWith(u'*')) {
        node.test = Test::DigitsBegin;
        node.text = token.value.chopped(1);
    }
    const bool isTime = kind == FieldKind::Time;
    const QString &text = node.test == Test::DigitsBegin ? node.text : token.value;
    node.number = isTime ? filterTime(text) : filterNumber(text);
    if (std::isnan(node.number))
        return bad(isTime ? FilterProblem::NotATime : FilterProblem::NotANumber, token.valuePosition,
                   token.position + token.length - token.valuePosition,
                   (isTime ? u"'%1' is not a time such as 2026-01-31T12:00"_s : u"'%1' is not a number"_s)
                       .arg(token.value));
    return node;
}

Parsed expression(const FilterToken &token, Node node)
{
    node.test = Test::Matches;
    node.expression.setPattern(kExpressionLimit + token.value);
    node.expression.setPatternOptions(QRegularExpression::CaseInsensitiveOption);
    if (node.expression.isValid())
        return node;
    const qsizetype within = std::max<qsizetype>(0, node.expression.patternErrorOffset() - kExpressionLimit.size());
    return bad(FilterProblem::BadExpression, token.valuePosition,
               token.position + token.length - token.valuePosition,
               u"the expression is wrong at character %1: %2"_s.arg(within + 1)
                   .arg(node.expression.errorString()));
}

/// One term, its field resolved.
Parsed term(const FilterToken &token, const FilterFields &fields)
{
    Node node;
    if (token.field.isEmpty()) {
        node.test = Test::AnyText;
        node.text = token.value;
        for (size_t i = 0; i < fields.size(); ++i) {
            if (fields[i].kind == FieldKind::Text)
                node.textFields.push_back(qsizetype(i));
        }
        return node;
    }
    const auto field = std::ranges::find_if(fields, [&](const FilterField &each) {
        return each.name.compare(token.field, Qt::CaseInsensitive) == 0;
    });
    if (field == fields.end())
        return bad(FilterProblem::UnknownField, token.position, token.field.size(),
                   u"there is no field '%1'"_s.arg(token.field));
    node.field = field - fields.begin();
    if (token.value.isEmpty() && !token.quoted)
        return bad(FilterProblem::MissingValue, token.position, token.length, u"a value is missing"_s);
    if (token.op == "~"_L1)
        return expression(token, std::move(node));
    if (token.op != ":"_L1) {
        Parsed compared = comparison(token, std::move(node), field->kind);
        return compared ? number(token, std::move(*compared), field->kind) : compared;
    }
    if (field->kind != FieldKind::Text) {
        node.test = Test::NumberIs;
        return number(token, std::move(node), field->kind);
    }
    node.test = token.quoted ? Test::Equals : Test::Contains;
    node.text = token.value;
    return node;
}

/// Recursive descent: any := all (OR all)*; all := one+; one := '-' one | '(' any ')' | term.
class Parser
{
public:
    Parser(std::vector<FilterToken> tokens, const FilterFields &fields, qsizetype textLength)
        : m_tokens(std::move(tokens)), m_fields(fields), m_textLength(textLength)
    {
    }

    Parsed run()
    {
        Parsed root = any(0);
        if (root && m_at < m_tokens.size())
            return bad(FilterProblem::UnexpectedGroupEnd, m_tokens[m_at].position, 1, u"nothing to close here"_s);
        return root;
    }

private:
    bool isAt(FilterToken::Kind kind) const { return m_at < m_tokens.size() && m_tokens[m_at].kind == kind; }

    std::unexpected<FilterError> missing() const
    {
        const FilterToken *token = m_at < m_tokens.size() ? &m_tokens[m_at] : m_at > 0 ? &m_tokens[m_at - 1] : nullptr;
        return bad(FilterProblem::MissingTerm, token ? token->position : 0, token ? token->length : m_textLength,
                   u"a term is missing here"_s);
    }

    Parsed any(int depth)
    {
        Node node {Test::Any};
        do {
            Parsed part = all(depth);
            if (!part)
                return part;
            node.children.push_back(std::move(*part));
        } while (isAt(FilterToken::Kind::Or) && ++m_at);
        return node.children.size() == 1 ? std::move(node.children.front()) : node;
    }

    Parsed all(int depth)
    {
        Node node {Test::All};
        while (m_at < m_tokens.size() && !isAt(FilterToken::Kind::Or) && !isAt(FilterToken::Kind::Close)) {
            Parsed part = one(depth);
            if (!part)
                return part;
            node.children.push_back(std::move(*part));
        }
        if (node.children.empty())
            return missing();
        return node.children.size() == 1 ? std::move(node.children.front()) : node;
    }

    Parsed one(int depth)
    {
        if (m_at >= m_tokens.size())
            return missing();
        const FilterToken token = m_tokens[m_at];
        if (depth >= kMaxNesting)
            return bad(FilterProblem::TooLong, token.position, token.length, u"this is nested too deeply"_s);
        if (token.kind == FilterToken::Kind::Or || token.kind == FilterToken::Kind::Close)
            return missing();
        ++m_at;
        if (token.kind == FilterToken::Kind::Term)
            return term(token, m_fields);
        if (token.kind == FilterToken::Kind::Minus) {
            Parsed part = one(depth + 1);
            if (!part)
                return part;
            Node node {Test::Not};
            node.children.push_back(std::move(*part));
            return node;
        }
        Parsed group = any(depth + 1);
        if (!group)
            return group;
        if (!isAt(FilterToken::Kind::Close))
            return bad(FilterProblem::UnclosedGroup, token.position, 1, u"this parenthesis is not closed"_s);
        ++m_at;
        return group;
    }

    std::vector<FilterToken> m_tokens;
    const FilterFields &m_fields;
    qsizetype m_textLength;
    size_t m_at = 0;
};

bool holds(const Node &node, const FieldGetter &valueOf);

bool holdsNumber(const Node &node, double value)
{
    switch (node.test) {
    case Test::NumberIs:
        return value == node.number;
    case Test::Less:
        return value < node.number;
    case Test::LessOrEqual:
        return value <= node.number;
    case Test::Greater:
        return value > node.number;
    case Test::GreaterOrEqual:
        return value >= node.number;
    default:
        return !std::isnan(value) && QString::number(value, 'g', 15).startsWith(node.text);
    }
}

bool holdsText(const Node &node, const FieldValue &value)
{
    if (node.test == Test::Contains)
        return value.text.contains(node.text, Qt::CaseInsensitive);
    if (node.test == Test::Equals)
        return value.text.compare(node.text, Qt::CaseInsensitive) == 0;
    const QString text = value.text.isEmpty() && !std::isnan(value.number) ? QString::number(value.number, 'g', 15)
                                                                           : value.text;
    return node.expression.match(text).hasMatch();
}

bool holds(const Node &node, const FieldGetter &valueOf)
{
    const auto inner = [&valueOf](const Node &child) { return holds(child, valueOf); };
    switch (node.test) {
    case Test::All:
        return std::ranges::all_of(node.children, inner);
    case Test::Any:
        return std::ranges::any_of(node.children, inner);
    case Test::Not:
        return !holds(node.children.front(), valueOf);
    case Test::AnyText:
        return std::ranges::any_of(node.textFields, [&](qsizetype field) {
            return valueOf(field).text.contains(node.text, Qt::CaseInsensitive);
        });
    case Test::Contains:
    case Test::Equals:
    case Test::Matches:
        return holdsText(node, valueOf(node.field));
    default:
        return holdsNumber(node, valueOf(node.field).number);
    }
}

} // namespace

std::expected<Filter, FilterError> Filter::parse(const QString &text, const FilterFields &fields)
{
    if (text.size() > kMaxText)
        return bad(FilterProblem::TooLong, kMaxText, text.size() - kMaxText, u"the filter is too long"_s);
    auto tokens = tokenize(text);
    if (!tokens)
        return std::unexpected(tokens.error());
    Filter filter;
    if (tokens->empty())
        return filter;
    Parsed root = Parser(std::move(*tokens), fields, text.size()).run();
    if (!root)
        return std::unexpected(root.error());
    filter.m_root = std::make_shared<const Node>(std::move(*root));
    return filter;
}

bool Filter::matches(const FieldGetter &valueOf) const
{
    return !m_root || holds(*m_root, valueOf);
}

} // namespace signalbox::protocol
