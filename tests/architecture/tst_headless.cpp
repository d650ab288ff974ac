#include <QFile>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

/// The server program must run on machines without any window library.
class TstHeadless : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverLinksNoWindowLibrary()
    {
        const QString program = qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s;
        QVERIFY2(QFile::exists(program), "signalboxd is not built");
        QProcess readelf;
        readelf.start(u"readelf"_s, {u"-d"_s, program});
        QTRY_COMPARE_WITH_TIMEOUT(readelf.state(), QProcess::NotRunning, 10000);
        const QByteArray dynamic = readelf.readAllStandardOutput();
        QVERIFY(dynamic.contains("libQt6Core"));
        for (const char *library : {"Gui", "Widgets", "Charts", "OpenGL"})
            QVERIFY2(!dynamic.contains(QByteArray(QByteArray("libQt6") + library)), library);
    }
};

QTEST_GUILESS_MAIN(TstHeadless)
#include "tst_headless.moc"
