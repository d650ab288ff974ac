#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The settings' words that translators see are those of the catalogue.
class TstSettingTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWordOfTheCatalogueIsGivenToTranslators()
    {
        const QDir tree(qEnvironmentVariable("SIGNALBOX_SOURCE"));
        QTemporaryDir fresh;
        QProcess generator;
        generator.start(tree.filePath(u"translations/setting_texts"_s),
                        {qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s, fresh.path()});
        QTRY_COMPARE_WITH_TIMEOUT(generator.state(), QProcess::NotRunning, 30000);
        QVERIFY2(generator.exitCode() == 0, generator.readAllStandardError().constData());
        const QDir written(fresh.path());
        const QDir kept(tree.filePath(u"ui/pages/settings/texts"_s));
        const QStringList files = written.entryList({u"*.h"_s}, QDir::Files);
        QVERIFY(files.contains(u"commerce.h"_s) && files.contains(u"platform.h"_s));
        QCOMPARE(kept.entryList({u"*.h"_s}, QDir::Files), files);
        for (const QString &file : files) {
            const QByteArray wanted = contentOf(written.filePath(file));
            QVERIFY(wanted.contains("QT_TRANSLATE_NOOP(\"Settings\", "));
            QVERIFY2(contentOf(kept.filePath(file)) == wanted, qPrintable(u"run translations/setting_texts: "_s + file));
        }
    }
};

QTEST_GUILESS_MAIN(TstSettingTexts)
#include "tst_setting_texts.moc"
