#include "backend/platform/storage/sql_text.h"
#include "backend/platform/storage/store_url.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::storage;

class TstSqlText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<Dialect>("dialect");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QStringList>("statements");
        QTest::newRow("two") << Dialect::Sqlite << u"A (1) ;\n B;\n\n"_s << QStringList {u"A (1)"_s, u"B"_s};
        QTest::newRow("no last semicolon") << Dialect::Postgres << u"A;B"_s << QStringList {u"A"_s, u"B"_s};
        QTest::newRow("only comments") << Dialect::Postgres << u"-- a;b\n/* c; */ ;"_s << QStringList {};
        QTest::newRow("quotes") << Dialect::Sqlite << u"A 'it''s; x' \";\" `;` [;];B"_s
                                << QStringList {u"A 'it''s; x' \";\" `;` [;]"_s, u"B"_s};
        QTest::newRow("array subscript") << Dialect::Postgres << u"A x[1];B"_s << QStringList {u"A x[1]"_s, u"B"_s};
        QTest::newRow("comment ends with line") << Dialect::Postgres << u"A -- it's\n;B"_s
                                                << QStringList {u"A -- it's"_s, u"B"_s};
        QTest::newRow("nested comment") << Dialect::Postgres << u"A /* /* ; */ ; */ x;B"_s
                                        << QStringList {u"A /* /* ; */ ; */ x"_s, u"B"_s};
        QTest::newRow("dollar quotes") << Dialect::Postgres << u"DO $$ a; 'b $$;F $f$ $$; ; $f$;B"_s
                                       << QStringList {u"DO $$ a; 'b $$"_s, u"F $f$ $$; ; $f$"_s, u"B"_s};
        QTest::newRow("dollar is no quote") << Dialect::Postgres << u"A $1 ;B a$b$c;C"_s
                                            << QStringList {u"A $1"_s, u"B a$b$c"_s, u"C"_s};
        QTest::newRow("escape string") << Dialect::Postgres << u"A E'\\';';B"_s << QStringList {u"A E'\\';'"_s, u"B"_s};
        QTest::newRow("trigger") << Dialect::Sqlite << u"CREATE TRIGGER t AFTER INSERT ON a BEGIN B; C; END;\nD;"_s
                                 << QStringList {u"CREATE TRIGGER t AFTER INSERT ON a BEGIN B; C; END"_s, u"D"_s};
    }

    void splits()
    {
        QFETCH(Dialect, dialect);
        QFETCH(QString, sql);
        QTEST(splitStatements(sql, dialect), "statements");
    }

    void sqliteUrls_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("sqlite:/a/b.db") << u"/a/b.db"_s;
        QTest::newRow("sqlite:///a/b.db") << u"/a/b.db"_s;
        QTest::newRow("sqlite:////a/b.db") << u"/a/b.db"_s;
        QTest::newRow("sqlite:b.db") << u"/data/b.db"_s;
        QTest::newRow("sqlite:x/../b%20c.db") << u"/data/b c.db"_s;
        QTest::newRow("sqlite::memory:") << u""_s;
    }

    void sqliteUrls()
    {
        const auto url = parseUrl(QString::fromLatin1(QTest::currentDataTag()), u"/data"_s);
        QVERIFY(url);
        QCOMPARE(url->dialect, Dialect::Sqlite);
        QTEST(url->path, "path");
        QCOMPARE(url->isMemory(), url->path.isEmpty());
    }

    void postgresUrl()
    {
        const auto url = parseUrl(u"postgresql+psycopg://us%40er:p%3Aw%2F%25@db.example:5433/na%20me?sslmode=require&options=-c%20x%3D1"_s);
        QVERIFY(url);
        QCOMPARE(url->dialect, Dialect::Postgres);
        QCOMPARE(url->user, u"us@er"_s);
        QCOMPARE(url->password, u"p:w/%"_s);
        QCOMPARE(url->host, u"db.example"_s);
        QCOMPARE(url->port, u"5433"_s);
        QCOMPARE(url->database, u"na me"_s);
        QVERIFY(url->namesSslMode());
        QCOMPARE(url->conninfo({{u"sslmode"_s, u"prefer"_s}}),
                 u"sslmode='prefer' host='db.example' port='5433' user='us@er' dbname='na me' sslmode='require' options='-c x=1'"_s);
        const auto several = parseUrl(u"postgres://u@a:1,[::1]:2/d"_s);
        QVERIFY(several);
        QCOMPARE(several->host, u"a,::1"_s);
        QCOMPARE(several->port, u"1,2"_s);
        const auto socket = parseUrl(u"postgres:///d?host=/run/postgresql"_s);
        QVERIFY(socket);
        QCOMPARE(socket->host, u""_s);
        QCOMPARE(socket->port, u""_s);
    }

    void badUrls_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url : {"", "mysql://u:secret@h/d", "sqlite:", "sqlite:/a/", "sqlite:relative.db", "postgres:x",
                                "postgres://h:99999/d", "postgres://h:x/d", "postgres://h/d?secret"})
            QTest::newRow(url) << QString::fromLatin1(url);
    }

    void badUrls()
    {
        QFETCH(QString, url);
        const auto parsed = parseUrl(url);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::Configuration);
        QVERIFY(!parsed.error().text.text().contains(u"secret"_s));
    }

    void sslModes()
    {
        QCOMPARE(sslModeFor(false, true), u""_s);
        QCOMPARE(sslModeFor(true, true), u"verify-full"_s);
        QCOMPARE(sslModeFor(true, false), u"require"_s);
    }
};

QTEST_GUILESS_MAIN(TstSqlText)
#include "tst_sql_text.moc"
