#include "ui/pages/logs/log_export.h"

#include "ui/pages/logs/log_rows.h"

#include <QJsonDocument>
#include <QSaveFile>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

QByteArray jsonLines(const std::vector<const protocol::LogRow *> &lines)
{
    QByteArray text;
    for (const protocol::LogRow *line : lines)
        text += QJsonDocument(line->line).toJson(QJsonDocument::Compact) + '\n';
    return text;
}

QByteArray plainLines(const std::vector<const protocol::LogRow *> &lines)
{
    QString text;
    for (const protocol::LogRow *line : lines) {
        QStringList parts {protocol::toIsoUtc(line->at), line->level, line->service, line->message, LogRows::rest(*line)};
        if (!line->requestId.isEmpty())
            parts += u"request_id="_s + line->requestId;
        // What a client sent may hold line ends.
        text += parts.join(u' ').replace(u'\n', u' ') + u'\n';
    }
    return text.toUtf8();
}

Result<void> saveLines(const QString &path, const std::vector<const protocol::LogRow *> &lines)
{
    const bool plain = path.endsWith(".txt"_L1) || path.endsWith(".log"_L1);
    const QByteArray text = plain ? plainLines(lines) : jsonLines(lines);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return fail(ErrorCode::Io, PublicText(file.errorString()));
    return {};
}

} // namespace signalbox::pages
