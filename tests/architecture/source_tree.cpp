#include "tests/architecture/source_tree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace signalbox::architecture {

using namespace Qt::StringLiterals;

namespace {

QString root()
{
    return qEnvironmentVariable("SIGNALBOX_SOURCE");
}

QStringList resolved(const QStringList &words, const QStringList &above)
{
    QStringList layers;
    for (const QString &word : words) {
        QString prefix;
        if (word == "ALL_PLATFORM"_L1)
            prefix = u"backend/platform/"_s;
        else if (word == "ALL_BACKEND"_L1)
            prefix = u"backend/"_s;
        else if (word == "ALL_PAGES"_L1)
            prefix = u"ui/pages/"_s;
        if (prefix.isEmpty()) {
            layers += word;
            continue;
        }
        for (const QString &folder : above) {
            if (folder.startsWith(prefix))
                layers += folder;
        }
    }
    return layers;
}

} // namespace

QByteArray sourceText(const QString &path)
{
    QFile file(root() + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<SourceFile> sourceFiles()
{
    std::vector<SourceFile> files;
    const QDir base(root());
    for (const QString &top : {u"app"_s, u"backend"_s, u"ui"_s, u"tests"_s}) {
        QDirIterator walk(base.filePath(top), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString path = base.relativeFilePath(walk.next());
            if (path.contains("/node_modules/"_L1))
                continue;
            files.push_back({path, sourceText(path).split('\n')});
        }
    }
    return files;
}

std::vector<Layer> layersTable()
{
    const QString text = QString::fromUtf8(sourceText(u"CMakeLists.txt"_s));
    const qsizetype start = text.indexOf("set(LAYERS"_L1);
    const QString table = text.mid(start, text.indexOf("\")"_L1, start) - start + 1);
    static const QRegularExpression row(u"\"([^\"|]+)\\|([^\"|]*)\\|([^\"|]*)\""_s);
    std::vector<Layer> layers;
    QStringList above;
    for (auto match = row.globalMatch(table); match.hasNext();) {
        const auto found = match.next();
        const auto words = [&found](int group) { return found.captured(group).split(u' ', Qt::SkipEmptyParts); };
        layers.push_back({found.captured(1).trimmed(), resolved(words(2), above), words(3)});
        above += layers.back().folder;
    }
    return layers;
}

} // namespace signalbox::architecture
