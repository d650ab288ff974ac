#pragma once

#include "backend/platform/settings/findings.h"

#include <QByteArray>

#include <vector>

namespace signalbox::settings {

/// `NAME=value` in line `line` (from 1).
struct EnvLine
{
    QByteArray name;
    QString value;
    int line = 0;
};

/// A read file: each name once, its last line wins.
struct EnvFile
{
    std::vector<EnvLine> lines;
    Findings findings;
};

/// Parses the text of a `.env` file by the grammar of contract platform 6.1. `file` is its name in the sentences.
EnvFile parseEnvFile(const QByteArray &text, const QString &file);

} // namespace signalbox::settings
