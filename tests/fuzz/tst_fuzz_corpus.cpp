#include "tests/fuzz/checks.h"
#include "tests/unit/approvals/random_text.h"

#include <QDir>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

using Check = QString (*)(const QByteArray &);

QByteArrayList corpus(const QString &name)
{
    QByteArrayList inputs;
    const QDir folder(qEnvironmentVariable("SIGNALBOX_SOURCE") + u"/tests/fuzz/corpus/"_s + name);
    for (const QString &entry : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(entry));
        if (file.open(QIODevice::ReadOnly))
            inputs << file.readAll();
    }
    return inputs;
}

/// One to four small changes: flipped, inserted, doubled, removed bytes, words of the grammar, parts of other inputs.
QByteArray mutated(QByteArray input, const QByteArrayList &inputs, approvals::RandomText &random)
{
    static const QByteArrayList kWords = {"approve ",
                                          "edit ",
                                          "skip ",
                                          "cr_1",
                                          "@2",
                                          ":",
                                          "\n",
                                          "`",
                                          "*",
                                          "\r\n",
                                          " ",
                                          "\t",
                                          "\xc2\xa0",
                                          "\xe2\x80\x8b",
                                          "\xef\xbc\x9a",
                                          "\xef\xb8\x8f",
                                          "\xf0\x9f\x91\x8d",
                                          "%",
                                          "%4",
                                          "+",
                                          "&",
                                          "=",
                                          "Body=",
                                          "%00",
                                          "\"",
                                          "\\ud800",
                                          "null",
                                          "{",
                                          "]",
                                          "1e9"};
    for (qsizetype changes = 1 + random.below(4); changes > 0; --changes) {
        const qsizetype at = random.below(input.size() + 1);
        const qsizetype count = std::min(input.size() - at, random.below(8));
        switch (random.below(6)) {
        case 0:
            input.remove(at, count);
            break;
        case 1:
            input.insert(at, input.mid(at, count));
            break;
        case 2:
            input.insert(at, random.pick(kWords));
            break;
        case 3:
            if (at < input.size())
                input[at] = char(random.below(256));
            break;
        case 4:
            input.replace(at, count, random.pick(kWords));
            break;
        default: {
            const QByteArray &other = random.pick(inputs);
            input.insert(at, other.mid(random.below(other.size() + 1), random.below(40)));
        }
        }
    }
    return input.left(4096);
}

} // namespace

class TestFuzzCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inputs_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Check>("check");
        QTest::addColumn<int>("mutations");
        QTest::newRow("reply") << u"reply"_s << &fuzz::checkReply << 150'000;
        QTest::newRow("form") << u"form"_s << &fuzz::checkForm << 40'000;
        QTest::newRow("submission") << u"submission"_s << &fuzz::checkSubmission << 20'000;
    }

    void inputs()
    {
        QFETCH(QString, name);
        QFETCH(Check, check);
        QFETCH(int, mutations);
        const QByteArrayList seeds = corpus(name);
        QVERIFY(seeds.size() > 5);
        for (const QByteArray &seed : seeds)
            QVERIFY2(check(seed).isEmpty(),
                     qPrintable(check(seed) + u": "_s + QString::fromLatin1(seed.toPercentEncoding())));
        approvals::RandomText random(approvals::printedSeed());
        for (int i = 0; i < mutations; ++i) {
            const QByteArray input = mutated(random.pick(seeds), seeds, random);
            const QString fault = check(input);
            QVERIFY2(fault.isEmpty(), qPrintable(fault + u": "_s + QString::fromLatin1(input.toPercentEncoding())));
        }
    }
};

QTEST_GUILESS_MAIN(TestFuzzCorpus)
#include "tst_fuzz_corpus.moc"
