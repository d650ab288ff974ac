#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>
#include <QStringList>

#include <vector>

namespace signalbox::architecture {

/// A source file: path from the root, and its lines without line ends.
struct SourceFile
{
    QString path;
    QByteArrayList lines;
};

/// Every .h and .cpp under app, backend, ui and tests of the tree that SIGNALBOX_SOURCE names.
std::vector<SourceFile> sourceFiles();

/// One row of the LAYERS table in the root CMakeLists.txt, its ALL_ words resolved.
struct Layer
{
    QString folder;
    QStringList layers;
    QStringList packages;
};
std::vector<Layer> layersTable();

/// The content of a file of the tree.
QByteArray sourceText(const QString &path);

} // namespace signalbox::architecture
