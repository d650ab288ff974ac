#include "backend/platform/log/log.h"
#include "backend/platform/log/writer.h"
#include "backend/platform/settings/load.h"
#include "backend/platform/settings/platform_settings.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::settings;

class TstLoad : public QObject
{
    Q_OBJECT

private:
    QString write(const QString &name, const QByteArray &text)
    {
        const QString path = m_folder->filePath(name);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
    }

    Inputs inputs() const
    {
        Inputs all;
        all.catalogue = {
            {.key = "ENV", .apply = Apply::Restart},
            {.key = "PORT", .type = Type::Integer, .defaultText = u"3000"_s, .maximum = 65535, .apply = Apply::Restart},
            {.key = "TIMEOUT_MS", .type = Type::Integer, .defaultText = u"10"_s},
            {.key = "API_SECRET", .secret = true},
            {.key = "DATABASE_URL", .readsFile = true},
        };
        all.sources.optionalEnvFile = m_folder->filePath(u".env"_s);
        return all;
    }

    /// What SIGHUP does.
    static Loaded reread(const Inputs &all, const Snapshot &running)
    {
        return assemble(all, readSources(all), {}, 0, &running, {});
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void nothingConfiguredGivesTheDefaults()
    {
        const Loaded loaded = load(inputs());
        QVERIFY(loaded.isValid());
        QCOMPARE(loaded.snapshot->integer("PORT"), qint64(3000));
        QVERIFY(!loaded.snapshot->isConfigured("PORT"));
        QVERIFY(!loaded.snapshot->isSet("API_SECRET"));
        QVERIFY(!loaded.snapshot->knows("OTHER"));
    }

    /// Revision, environment, later file, earlier file, `.env`, default.
    void strongerSourcesWin()
    {
        write(u".env"_s, "PORT=1\nTIMEOUT_MS=1\nENV=a\n");
        Inputs all = inputs();
        all.sources.envFiles = {write(u"one.env"_s, "PORT=2\nTIMEOUT_MS=2\n"), write(u"two.env"_s, "PORT=3\n")};
        QCOMPARE(load(all).snapshot->integer("PORT"), qint64(3));
        QCOMPARE(load(all).snapshot->integer("TIMEOUT_MS"), qint64(2));
        QCOMPARE(load(all).snapshot->at("ENV").where, m_folder->filePath(u".env"_s) + u":3"_s);
        all.sources.environment = {{"PORT", u"4"_s}, {"TIMEOUT_MS", QString()}};
        QCOMPARE(load(all).snapshot->integer("PORT"), qint64(4));
        QCOMPARE(load(all).snapshot->integer("TIMEOUT_MS"), qint64(2)); // empty is unset
        all.sources.overrides = {{"PORT", u"5"_s}};
        all.revision = 9;
        const Loaded loaded = load(all);
        QCOMPARE(loaded.snapshot->integer("PORT"), qint64(5));
        QCOMPARE(loaded.snapshot->at("PORT").source, Source::Revision);
        QCOMPARE(loaded.snapshot->revision(), quint64(9));
    }

    void everyProblemAtOnceAndNoSecretInAny()
    {
        write(u".env"_s, "PORT=70000\nTIMEOUT_MS=-1\nAPI_SECRET=\"hunter2 ${X}\"\nhunter2\n");
        Inputs all = inputs();
        all.checks = {[](const Snapshot &) { return Findings{{u"a rule is broken"_s}, {}}; }};
        const Loaded loaded = load(all);
        QVERIFY(!loaded.isValid());
        const QStringList lines = problemLines(loaded.findings);
        QCOMPARE(lines.size(), qsizetype(5));
        const QString text = lines.join(u'\n');
        for (const char *part :
             {"PORT must be", "TIMEOUT_MS must be", ".env line 3: API_SECRET", "line 4 is not", "a rule is broken"})
            QVERIFY2(text.contains(QLatin1StringView(part)), part);
        QVERIFY(!text.contains(u"hunter2"_s));
        for (const QString &line : lines)
            QVERIFY(line.startsWith(u"Invalid configuration: "_s));
    }

    void unreadableFilesAreOneSentenceEach()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(u".env"_s));
        Inputs all = inputs();
        all.sources.envFiles = {m_folder->filePath(u"missing.env"_s)};
        const Loaded loaded = load(all);
        QVERIFY(!loaded.isValid());
        QCOMPARE(loaded.findings.problems.size(), qsizetype(2));
        QCOMPARE(loaded.findings.problems[0], m_folder->filePath(u".env"_s) + u" cannot be read: it is a directory"_s);
        QVERIFY(loaded.findings.problems[1].contains(u"missing.env cannot be read: "_s));
    }

    void secretsFromFiles()
    {
        Inputs all = inputs();
        all.sources.environment = {{"API_SECRET_FILE", write(u"secret"_s, "line one\nlast\n")},
                                   {"DATABASE_URL_FILE", write(u"url"_s, "sqlite:x\r\n")}};
        const Loaded loaded = load(all);
        QVERIFY2(loaded.isValid(), qPrintable(loaded.findings.problems.join(u'\n')));
        QCOMPARE(loaded.snapshot->text("API_SECRET"), u"line one\nlast"_s);
        QCOMPARE(loaded.snapshot->text("DATABASE_URL"), u"sqlite:x"_s);
        QCOMPARE(loaded.snapshot->at("API_SECRET").where, u"API_SECRET_FILE"_s);

        all.sources.environment["API_SECRET"] = u"twice"_s;
        QCOMPARE(load(all).findings.problems,
                 QStringList{u"API_SECRET and API_SECRET_FILE are both set; keep one of them"_s});
        all.sources.environment = {{"API_SECRET_FILE", m_folder->filePath(u"missing"_s)}};
        QVERIFY(
            load(all).findings.problems.value(0).startsWith(u"API_SECRET_FILE names a file that cannot be read: "_s));
        all.sources.environment = {{"PORT_FILE", m_folder->filePath(u"missing"_s)}};
        QVERIFY(load(all).isValid()); // only secrets and the two URLs are read from files
    }

    void placeholdersStopProductionOnly()
    {
        Inputs all = inputs();
        all.sources.environment = {{"API_SECRET", u"change-me-please"_s}};
        QVERIFY(load(all).isValid());
        QCOMPARE(load(all).findings.warnings, QStringList{u"API_SECRET still holds a placeholder"_s});
        for (const QString &env : {u"production"_s, u"prod"_s, u"Staging"_s}) {
            all.sources.environment["ENV"] = env;
            QCOMPARE(load(all).findings.problems, QStringList{u"API_SECRET still holds a placeholder"_s});
        }
    }

    void oneLetterOffIsToldOthersAreNot()
    {
        Inputs all = inputs();
        all.sources.environment = {{"API_SECERT", u"x"_s}, {"SOMETHING_ELSE", u"x"_s}, {"POTR", u"x"_s}};
        const Loaded loaded = load(all);
        QVERIFY(loaded.isValid());
        QCOMPARE(loaded.findings.warnings,
                 QStringList{u"API_SECERT is not a known name and is ignored; did you mean API_SECRET?"_s});
    }

    /// SIGHUP: hot values and secrets change, a restart-only one stays and is reported as due.
    void reloadKeepsWhatNeedsARestart()
    {
        const QString secret = write(u"secret"_s, "first-secret\n");
        Inputs all = inputs();
        all.sources.environment = {{"API_SECRET_FILE", secret}};
        write(u".env"_s, "PORT=4000\nTIMEOUT_MS=10\n");
        const Loaded started = load(all);
        write(u".env"_s, "PORT=5000\nTIMEOUT_MS=20\n");
        write(u"secret"_s, "second-secret\n");
        const Loaded again = reread(all, *started.snapshot);
        QVERIFY(again.isValid());
        QCOMPARE(again.snapshot->integer("PORT"), qint64(4000));
        QCOMPARE(again.snapshot->integer("TIMEOUT_MS"), qint64(20));
        QCOMPARE(again.snapshot->text("API_SECRET"), u"second-secret"_s);
        QCOMPARE(restartDue(all.catalogue, *again.snapshot), QByteArrayList{"PORT"});

        write(u".env"_s, "PORT=4000\n");
        QCOMPARE(restartDue(all.catalogue, *reread(all, *again.snapshot).snapshot), QByteArrayList());
        write(u".env"_s, "PORT=nonsense\n");
        QVERIFY(!reread(all, *again.snapshot).isValid());
    }

    void secretsAreMaskedInLaterLogLines()
    {
        Inputs all = inputs();
        all.sources.environment = {{"API_SECRET", u"k3y-one-of-two, k3y-two-of-two"_s},
                                   {"DATABASE_URL", u"postgresql://u:pa55%2Fword@db/x"_s}};
        QVERIFY(load(all).isValid());
        std::mutex mutex;
        QByteArray text;
        log::setSink([&](const QByteArray &line) {
            const std::scoped_lock lock(mutex);
            text = line;
        });
        log::start();
        log::info("platform", u"k3y-two-of-two and pa55/word were refused"_s);
        QVERIFY(log::flush());
        log::setSink({});
        log::stop();
        QVERIFY2(text.contains("[redacted] and [redacted] were refused"), text.constData());
    }

    /// The shipped catalogue: every default is valid, no name stands twice, and the defaults pass the rules.
    void platformCatalogueIsSound()
    {
        Inputs all;
        all.catalogue = platformCatalogue();
        all.sources.optionalEnvFile.clear();
        const Loaded loaded = load(all);
        QVERIFY(loaded.isValid());
        QSet<QByteArray> names;
        for (const Definition &definition : all.catalogue) {
            QVERIFY2(!names.contains(definition.key), definition.key.constData());
            names += definition.key;
            QVERIFY2(!definition.help.isEmpty() && definition.service == "platform" && !definition.group.isEmpty(),
                     definition.key.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TstLoad)
#include "tst_load.moc"
