#include "backend/platform/storage/sql_text.h"

#include <sqlite3.h>

namespace signalbox::storage {

namespace {

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// Index behind the quoted text that starts at `i`; a doubled quote is part of the text.
qsizetype afterQuoted(QStringView sql, qsizetype i, QChar close, bool backslash)
{
    for (++i; i < sql.size(); ++i) {
        if (backslash && sql[i] == u'\\')
            ++i;
        else if (sql[i] == close && i + 1 < sql.size() && sql[i + 1] == close)
            ++i;
        else if (sql[i] == close)
            return i + 1;
    }
    return sql.size();
}

qsizetype afterBlockComment(QStringView sql, qsizetype i, bool nests)
{
    int depth = 1;
    for (i += 2; i < sql.size(); ++i) {
        const QStringView pair = sql.mid(i, 2);
        if (pair == u"*/") {
            ++i;
            if (--depth == 0)
                return i + 1;
        } else if (nests && pair == u"/*") {
            ++i;
            ++depth;
        }
    }
    return sql.size();
}

/// Index behind `$tag$ … $tag$`, or `i` when no dollar quote starts there.
qsizetype afterDollarQuoted(QStringView sql, qsizetype i)
{
    if (i > 0 && isWord(sql[i - 1]))
        return i;
    qsizetype end = i + 1;
    while (end < sql.size() && isWord(sql[end]))
        ++end;
    if (end >= sql.size() || sql[end] != u'$' || sql[i + 1].isDigit())
        return i;
    const QStringView tag = sql.mid(i, end - i + 1);
    const qsizetype close = sql.indexOf(tag, end + 1);
    return close < 0 ? sql.size() : close + tag.size();
}

bool startsComment(QStringView sql, qsizetype i)
{
    return sql.mid(i).startsWith(u"--") || sql.mid(i).startsWith(u"/*");
}

/// Index behind the quoted text or comment that starts at `i`, or `i` when neither starts there.
qsizetype afterOpaque(QStringView sql, qsizetype i, Dialect dialect)
{
    const bool postgres = dialect == Dialect::Postgres;
    const QChar c = sql[i];
    if (c == u'\'') {
        const bool escapes = postgres && i > 0 && sql[i - 1].toLower() == u'e' && (i < 2 || !isWord(sql[i - 2]));
        return afterQuoted(sql, i, c, escapes);
    }
    if (c == u'"' || (!postgres && c == u'`'))
        return afterQuoted(sql, i, c, false);
    if (!postgres && c == u'[')
        return afterQuoted(sql, i, u']', false);
    if (postgres && c == u'$')
        return afterDollarQuoted(sql, i);
    if (startsComment(sql, i)) {
        if (c == u'/')
            return afterBlockComment(sql, i, postgres);
        const qsizetype end = sql.indexOf(u'\n', i);
        return end < 0 ? sql.size() : end + 1;
    }
    return i;
}

} // namespace

QStringList splitStatements(const QString &sql, Dialect dialect)
{
    QStringList statements;
    qsizetype start = 0;
    bool hasCode = false;
    const auto finish = [&](qsizetype end) {
        if (hasCode)
            statements += sql.mid(start, end - start).trimmed();
        hasCode = false;
    };
    for (qsizetype i = 0; i < sql.size();) {
        if (const qsizetype after = afterOpaque(sql, i, dialect); after > i) {
            hasCode = hasCode || !startsComment(sql, i);
            i = after;
            continue;
        }
        const bool separator = sql[i] == u';';
        // SQLite itself knows whether the semicolon ends a trigger or only one of its steps.
        if (separator
            && (dialect == Dialect::Postgres || sqlite3_complete(sql.mid(start, i + 1 - start).toUtf8().constData()))) {
            finish(i);
            start = i + 1;
        } else if (!separator && !sql[i].isSpace()) {
            hasCode = true;
        }
        ++i;
    }
    finish(sql.size());
    return statements;
}

} // namespace signalbox::storage
