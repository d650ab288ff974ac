#include "app/bootstrap/paths.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::bootstrap;

using Environment = QHash<QByteArray, QString>;

class TstPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereTheDataIs_data()
    {
        QTest::addColumn<QString>("configured");
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<QString>("path");
        const QString home = u"/home/ada"_s;
        QTest::newRow("configured") << u"/srv/sb/"_s << Environment{{"HOME", home}, {"STATE_DIRECTORY", u"/s"_s}}
                                    << u"/srv/sb"_s;
        QTest::newRow("system service") << QString()
                                        << Environment{{"HOME", home}, {"STATE_DIRECTORY", u"/var/lib/signalbox:/x"_s}}
                                        << u"/var/lib/signalbox"_s;
        QTest::newRow("xdg") << QString() << Environment{{"HOME", home}, {"XDG_DATA_HOME", u"/data"_s}}
                             << u"/data/signalbox"_s;
        QTest::newRow("relative xdg counts as unset")
            << QString() << Environment{{"HOME", home}, {"XDG_DATA_HOME", u"data"_s}}
            << u"/home/ada/.local/share/signalbox"_s;
        QTest::newRow("home") << QString() << Environment{{"HOME", home}} << u"/home/ada/.local/share/signalbox"_s;
    }

    void whereTheDataIs()
    {
        QFETCH(QString, configured);
        QFETCH(Environment, environment);
        QFETCH(QString, path);
        QCOMPARE(dataDirectory(configured, environment), path);
    }

    void isMadeForItsOwnerOnly()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a/b/signalbox"_s);
        QCOMPARE(prepareDataDirectory(path).value_or(QString()), path);
        struct stat status{};
        QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0700));
        QVERIFY(QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0755), 0);
        QVERIFY(prepareDataDirectory(path).has_value());
        QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0700));
    }

    void impossibleFoldersAreOneSentence()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const Result<QString> onFile = prepareDataDirectory(file.fileName());
        QVERIFY(!onFile);
        QCOMPARE(onFile.error().text.text(), u"the data folder %1 cannot be used: it is a file"_s.arg(file.fileName()));
        const Result<QString> underFile = prepareDataDirectory(file.fileName() + u"/x/y"_s);
        QVERIFY(!underFile);
        QVERIFY(underFile.error().text.text().contains(u"its parent folder cannot be made"_s));
        const Result<QString> readOnly = prepareDataDirectory(u"/proc/signalbox"_s);
        QVERIFY(!readOnly);
        QVERIFY(readOnly.error().text.text().startsWith(u"the data folder /proc/signalbox cannot be made: "_s));
    }
};

QTEST_GUILESS_MAIN(TstPaths)
#include "tst_paths.moc"
