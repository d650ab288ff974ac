#include "backend/platform/core/json_parse.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonParseError>
#include <QLocale>
#include <QUtf8StringView>

namespace signalbox::core {

using namespace Qt::StringLiterals;

namespace {

int nestingDepth(const QByteArray &utf8)
{
    int depth = 0;
    int deepest = 0;
    bool inString = false;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            deepest = std::max(deepest, ++depth);
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return deepest;
}

std::unexpected<Error> notJson(const QString &why)
{
    return fail(ErrorCode::InvalidInput, PublicText(why));
}

} // namespace

Result<QJsonValue> parseJson(const QByteArray &utf8)
{
    if (utf8.trimmed().isEmpty())
        return notJson(u"body is empty"_s);
    if (!QUtf8StringView(utf8).isValidUtf8())
        return notJson(u"body is not UTF-8"_s);
    if (nestingDepth(utf8) > kJsonMaxDepth)
        return notJson(u"body is nested too deeply"_s);
    const char first = utf8.trimmed().front();
    if (first == '{' || first == '[') {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(utf8, &error);
        if (error.error != QJsonParseError::NoError)
            return notJson(u"body is not valid JSON"_s);
        return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    }
    // QJsonDocument takes only arrays and objects, so a scalar is read as the one element of an array.
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson("[" + utf8 + "]", &error);
    if (error.error != QJsonParseError::NoError || document.array().size() != 1)
        return notJson(u"body is not valid JSON"_s);
    return document.array().first();
}

Result<QJsonObject> parseJsonObject(const QByteArray &utf8)
{
    const Result<QJsonValue> value = parseJson(utf8);
    if (!value)
        return std::unexpected(value.error());
    if (!value->isObject())
        return notJson(u"body must be a JSON object"_s);
    return value->toObject();
}

QByteArray decimalText(double number)
{
    return QByteArray::number(number, 'f', QLocale::FloatingPointShortest);
}

} // namespace signalbox::core
