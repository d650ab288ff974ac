#include "backend/operator/protocol/list_fields.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::protocol;

namespace {

RequestRow row()
{
    return {.id = u"req_1"_s,
            .at = core::wallTime(1'767'268'800'000), // 2026-01-01T12:00Z
            .service = u"commerce"_s,
            .operation = u"route order"_s,
            .method = u"POST"_s,
            .path = u"/functions/v1/loopgpt_route_order"_s,
            .status = 503,
            .ms = 1250.5,
            .upstream = u"kroger, walmart"_s,
            .error = u"NO_PROVIDERS_AVAILABLE"_s,
            .client = u"10.1.2.3"_s,
            .traceId = u"abc"_s};
}

bool matches(const Filter &filter, const RequestRow &row)
{
    return filter.matches([&row](qsizetype field) { return requestValue(row, field); });
}

} // namespace

class TstFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evaluation_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isMatch");
        const auto add = [](const QString &text, bool isMatch) { QTest::newRow(qPrintable(text)) << text << isMatch; };
        add(u""_s, true);
        add(u"   "_s, true);
        add(u"service:commerce"_s, true);
        add(u"SERVICE:Comm"_s, true);
        add(u"service:\"comm\""_s, false);
        add(u"service:\"Commerce\""_s, true);
        add(u"-service:commerce"_s, false);
        add(u"-service:shop"_s, true);
        add(u"status:503"_s, true);
        add(u"status:5*"_s, true);
        add(u"status:50"_s, false);
        add(u"status:4*"_s, false);
        add(u"status>502 status<504"_s, true);
        add(u"status>=503 status<=503"_s, true);
        add(u"status>503"_s, false);
        add(u"ms>1.25s"_s, true);
        add(u"ms>2s"_s, false);
        add(u"ms>1k"_s, true);
        add(u"ms<0.1m"_s, true);
        add(u"error~^NO_.*able$"_s, true);
        add(u"error~(TIMEOUT|NO_PROV)"_s, true);
        add(u"(error~(TIMEOUT|REFUSED))"_s, false);
        add(u"status~^50"_s, true);
        add(u"walmart"_s, true);
        add(u"\"route order\""_s, true);
        add(u"\"order route\""_s, false);
        add(u"route order"_s, true);
        add(u"nowhere"_s, false);
        add(u"-nowhere"_s, true);
        add(u"service:shop OR status:503"_s, true);
        add(u"service:shop OR status:500"_s, false);
        add(u"service:shop status:503 OR walmart"_s, true);
        add(u"service:shop (status:503 OR walmart)"_s, false);
        add(u"-(service:shop OR status:500)"_s, true);
        add(u"--service:commerce"_s, true);
        add(u"((service:commerce) (status:503))"_s, true);
        add(u"at>2026-01-01"_s, true);
        add(u"at>2026-01-01T12:00"_s, false);
        add(u"at>=2026-01-01T12:00:00Z"_s, true);
        add(u"at<2026-01-02"_s, true);
        add(u"path:/functions/v1"_s, true);
        add(u"client:10.1.2.3"_s, true);
        add(u"operation:\"route \\\"x\\\"\""_s, false);
        add(u"or"_s, true); // only OR in capitals is an operator: "or" is in "order"
        add(u"10.1.2.3:80"_s, false); // no field begins with a digit
    }

    void evaluation()
    {
        QFETCH(QString, text);
        const auto filter = Filter::parse(text, requestFields());
        QVERIFY2(filter, qPrintable(filter ? QString() : filter.error().message));
        QTEST(matches(*filter, row()), "isMatch");
    }

    void errors_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("problem");
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length");
        const auto add = [](const QString &text, FilterProblem problem, int position, int length) {
            QTest::newRow(qPrintable(text.left(40))) << text << int(problem) << position << length;
        };
        add(u"status:503 colour:red"_s, FilterProblem::UnknownField, 11, 6);
        add(u"service:"_s, FilterProblem::MissingValue, 0, 8);
        add(u"service: commerce"_s, FilterProblem::MissingValue, 0, 8);
        add(u"status>abc"_s, FilterProblem::NotANumber, 7, 3);
        add(u"status:*"_s, FilterProblem::NotANumber, 7, 1);
        add(u"at>yesterday"_s, FilterProblem::NotATime, 3, 9);
        add(u"a service>x"_s, FilterProblem::NotComparable, 2, 9);
        add(u"error~[a"_s, FilterProblem::BadExpression, 6, 2);
        add(u"x \"open"_s, FilterProblem::UnclosedQuote, 2, 5);
        add(u"(a OR b"_s, FilterProblem::UnclosedGroup, 0, 1);
        add(u"a) b"_s, FilterProblem::UnexpectedGroupEnd, 1, 1);
        add(u"a OR"_s, FilterProblem::MissingTerm, 2, 2);
        add(u"OR a"_s, FilterProblem::MissingTerm, 0, 2);
        add(u"()"_s, FilterProblem::MissingTerm, 1, 1);
        add(u"a -)"_s, FilterProblem::MissingTerm, 3, 1);
        add(QString(30, u'(') + u'a' + QString(30, u')'), FilterProblem::TooLong, 20, 1);
        add(QString(1001, u'a'), FilterProblem::TooLong, 1000, 1);
    }

    void errors()
    {
        QFETCH(QString, text);
        const auto filter = Filter::parse(text, requestFields());
        QVERIFY(!filter);
        QTEST(int(filter.error().problem), "problem");
        QTEST(int(filter.error().position), "position");
        QTEST(int(filter.error().length), "length");
        QVERIFY(!filter.error().message.isEmpty());
    }

    /// An expression that backtracks without end must give up, on the operator's thread and in the console.
    void expressionsCannotHang()
    {
        RequestRow nasty = row();
        nasty.error = QString(200, u'a') + u'!';
        const auto filter = Filter::parse(u"error~^(a+)+$"_s, requestFields());
        QVERIFY(filter);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 100; ++i)
            QVERIFY(!matches(*filter, nasty));
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }

    void completion_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("cursor");
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("length");
        QTest::addColumn<QStringList>("choices");
        QTest::newRow("field") << u"ser"_s << 3 << 0 << 3 << QStringList {u"service:"_s};
        QTest::newRow("number field") << u"-sta"_s << 4 << 1 << 3 << QStringList {u"status>"_s};
        QTest::newRow("value") << u"a (method:p"_s << 11 << 10 << 1 << QStringList {u"POST"_s};
        QTest::newRow("all values") << u"method:"_s << 7 << 7 << 0 << QStringList {u"GET"_s, u"POST"_s};
        QTest::newRow("contains") << u"method:os"_s << 9 << 7 << 2 << QStringList {u"POST"_s};
        QTest::newRow("unknown field") << u"colour:r"_s << 8 << 7 << 1 << QStringList {};
    }

    void completion()
    {
        QFETCH(QString, text);
        QFETCH(int, cursor);
        const Completion completion = complete(text, cursor, requestFields());
        QTEST(int(completion.start), "start");
        QTEST(int(completion.length), "length");
        QTEST(QStringList(completion.choices.begin(), completion.choices.end()), "choices");
    }

    void completionQuotes()
    {
        const FilterFields fields {{u"op"_s, FieldKind::Text, {u"route order"_s}}};
        QCOMPARE(complete(u"op:ro"_s, 5, fields).choices.at(0), u"\"route order\""_s);
    }
};

QTEST_GUILESS_MAIN(TstFilter)
#include "tst_filter.moc"
