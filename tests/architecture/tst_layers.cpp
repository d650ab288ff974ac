#include "tests/architecture/source_tree.h"

#include <QDir>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::architecture;

namespace {

/// Packages that others bring along, so that a row names only the outermost.
const QHash<QString, QStringList> kImplied {
    {u"Qt6::Charts"_s, {u"Qt6::Widgets"_s, u"Qt6::Gui"_s, u"Qt6::Core"_s}},
    {u"Qt6::Widgets"_s, {u"Qt6::Gui"_s, u"Qt6::Core"_s}},
    {u"Qt6::Gui"_s, {u"Qt6::Core"_s}},
};

/// First path element of a third-party include, and the package that has it.
const QHash<QString, QString> kThirdParty {
    {u"curl"_s, u"CURL::libcurl"_s},
    {u"boost"_s, u"Boost::headers"_s},
    {u"openssl"_s, u"OpenSSL::Crypto"_s},
    {u"prometheus"_s, u"prometheus-cpp::core"_s},
    {u"hiredis"_s, u"PkgConfig::hiredis"_s},
    {u"jwt.h"_s, u"PkgConfig::libjwt"_s},
    {u"archive.h"_s, u"LibArchive::LibArchive"_s},
    {u"archive_entry.h"_s, u"LibArchive::LibArchive"_s},
    {u"sqlite3.h"_s, u"SQLite::SQLite3"_s},
};

QString qtPackageOf(const QString &header)
{
    static const QDir headers(QLibraryInfo::path(QLibraryInfo::HeadersPath));
    for (const char *module : {"Core", "Network", "HttpServer", "Sql", "Gui", "Widgets", "Charts", "Test", "Svg"}) {
        const QString name = QString::fromLatin1(module);
        if (headers.exists(u"Qt"_s + name + u'/' + header))
            return u"Qt6::"_s + name;
    }
    return {};
}

const Layer *layerOf(const std::vector<Layer> &table, const QString &path)
{
    const Layer *best = nullptr;
    for (const Layer &layer : table) {
        if (path.startsWith(layer.folder + u'/') && (!best || layer.folder.size() > best->folder.size()))
            best = &layer;
    }
    return best;
}

/// A layer's packages, with those that its layers link publicly.
QStringList reachablePackages(const std::vector<Layer> &table, const Layer &layer)
{
    QStringList packages = layer.packages;
    if (layer.layers.contains(u"backend/platform/core"_s))
        packages += u"QCoro6::Core"_s;
    for (const QString &package : layer.packages)
        packages += kImplied.value(package);
    Q_UNUSED(table)
    return packages;
}

} // namespace

class TstLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableIsRead()
    {
        const auto table = layersTable();
        QVERIFY(table.size() > 20);
        QCOMPARE(table.front().folder, u"backend/platform/core"_s);
        for (const Layer &layer : table) {
            for (const QString &below : layer.layers)
                QVERIFY2(layerOf(table, below + u'/'), qPrintable(layer.folder + u" names "_s + below));
        }
    }

    void everyFileIsInALayer()
    {
        const auto table = layersTable();
        for (const SourceFile &file : sourceFiles()) {
            if (!file.path.startsWith("tests/"_L1))
                QVERIFY2(layerOf(table, file.path), qPrintable(file.path));
        }
    }

    void includesFollowTheTable()
    {
        const auto table = layersTable();
        static const QRegularExpression include(u"^#include ([\"<])([^\">]+)[\">]"_s);
        QStringList wrong;
        for (const SourceFile &file : sourceFiles()) {
            const Layer *layer = layerOf(table, file.path);
            if (!layer)
                continue;
            const QStringList packages = reachablePackages(table, *layer);
            for (const QByteArray &line : file.lines) {
                const auto match = include.match(QString::fromUtf8(line));
                if (!match.hasMatch())
                    continue;
                const QString what = match.captured(2);
                if (match.captured(1) == u'"') {
                    const Layer *target = layerOf(table, what);
                    if (target && target->folder != layer->folder && !layer->layers.contains(target->folder))
                        wrong += file.path + u" includes "_s + what;
                    if (!target && !what.endsWith(".moc"_L1))
                        wrong += file.path + u" includes "_s + what + u" which is not written from the root"_s;
                    continue;
                }
                const QString qt = qtPackageOf(what);
                const QString package = qt.isEmpty() ? kThirdParty.value(what.section(u'/', 0, 0)) : qt;
                if (!package.isEmpty() && !packages.contains(package))
                    wrong += file.path + u" includes <"_s + what + u"> of "_s + package;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
    }

    void servicesDoNotKnowEachOther()
    {
        for (const Layer &layer : layersTable()) {
            if (!layer.folder.startsWith("backend/services/"_L1))
                continue;
            for (const QString &below : layer.layers)
                QVERIFY2(below.startsWith("backend/platform/"_L1), qPrintable(layer.folder + u" → "_s + below));
        }
    }
};

QTEST_GUILESS_MAIN(TstLayers)
#include "tst_layers.moc"
