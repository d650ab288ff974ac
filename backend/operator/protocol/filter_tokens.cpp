#include "backend/operator/protocol/filter_node.h"

#include <QDateTime>
#include <QTimeZone>

#include <array>

namespace signalbox::protocol {

using namespace Qt::StringLiterals;

namespace {

bool isFieldCharacter(QChar character)
{
    return character.isLetterOrNumber() || character == u'_' || character == u'.';
}

/// Reads one token after another; the position stands behind what was read.
class Scanner
{
public:
    explicit Scanner(const QString &text) : m_text(text) { }

    std::expected<std::vector<FilterToken>, FilterError> run()
    {
        std::vector<FilterToken> tokens;
        while (skipSpace()) {
            const QChar next = m_text[m_at];
            if (next == u'(' || next == u')') {
                tokens.push_back({next == u'(' ? FilterToken::Kind::Open : FilterToken::Kind::Close, m_at++, 1});
            } else if (next == u'-' && m_at + 1 < m_text.size() && !m_text[m_at + 1].isSpace()) {
                tokens.push_back({FilterToken::Kind::Minus, m_at++, 1});
            } else {
                FilterToken token = term();
                if (m_unclosed >= 0)
                    return std::unexpected(FilterError {FilterProblem::UnclosedQuote, m_unclosed,
                                                        m_text.size() - m_unclosed, u"this quote is not closed"_s});
                tokens.push_back(std::move(token));
            }
        }
        return tokens;
    }

private:
    bool skipSpace()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        return m_at < m_text.size();
    }

    FilterToken term()
    {
        FilterToken token {FilterToken::Kind::Term, m_at};
        qsizetype end = m_at;
        while (end < m_text.size() && isFieldCharacter(m_text[end]))
            ++end;
        if (end > m_at && m_text[m_at].isLetter() && end < m_text.size() && u":~<>"_s.contains(m_text[end])) {
            token.field = m_text.sliced(m_at, end - m_at);
            token.op = m_text[end++];
            if (token.op != u":"_s && token.op != u"~"_s && end < m_text.size() && m_text[end] == u'=')
                token.op += m_text[end++];
            m_at = end;
        }
        token.valuePosition = m_at;
        readValue(token);
        token.length = m_at - token.position;
        if (token.field.isEmpty() && !token.quoted && token.value == "OR"_L1)
            token.kind = FilterToken::Kind::Or;
        return token;
    }

    void readValue(FilterToken &token)
    {
        if (m_at < m_text.size() && m_text[m_at] == u'"') {
            token.quoted = true;
            readQuoted(token.value);
            return;
        }
        // A regular expression may hold parentheses of its own; elsewhere they group.
        int depth = 0;
        for (; m_at < m_text.size() && !m_text[m_at].isSpace(); ++m_at) {
            if (m_text[m_at] == u'(' && token.op == "~"_L1)
                ++depth;
            else if ((m_text[m_at] == u'(' || m_text[m_at] == u')') && depth-- <= 0)
                break;
            token.value += m_text[m_at];
        }
    }

    void readQuoted(QString &value)
    {
        const qsizetype start = m_at++;
        for (; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == u'"') {
                ++m_at;
                return;
            }
            if (m_text[m_at] == u'\\' && m_at + 1 < m_text.size()
                && (m_text[m_at + 1] == u'"' || m_text[m_at + 1] == u'\\'))
                ++m_at;
            value += m_text[m_at];
        }
        m_unclosed = start;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    qsizetype m_unclosed = -1;
};

} // namespace

std::expected<std::vector<FilterToken>, FilterError> tokenize(const QString &text)
{
    return Scanner(text).run();
}

double filterNumber(QStringView text)
{
    struct Unit
    {
        QLatin1StringView word;
        double factor = 1;
    };
    static constexpr std::array<Unit, 9> kUnits {{{"KiB"_L1, 1024.0},
                                                  {"MiB"_L1, 1024.0 * 1024},
                                                  {"GiB"_L1, 1024.0 * 1024 * 1024},
                                                  {"ms"_L1, 1},
                                                  {"s"_L1, 1000},
                                                  {"m"_L1, 60'000},
                                                  {"h"_L1, 3'600'000},
                                                  {"k"_L1, 1000},
                                                  {"%"_L1, 0.01}}};
    double factor = 1;
    for (const Unit &unit : kUnits) {
        if (text.endsWith(unit.word)) {
            factor = unit.factor;
            text.chop(unit.word.size());
            break;
        }
    }
    bool ok = false;
    const double number = text.toString().toDouble(&ok);
    return ok ? number * factor : std::numeric_limits<double>::quiet_NaN();
}

double filterTime(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, text.contains(u'.') ? Qt::ISODateWithMs : Qt::ISODate);
    if (!time.isValid())
        return std::numeric_limits<double>::quiet_NaN();
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return double(time.toMSecsSinceEpoch());
}

} // namespace signalbox::protocol
