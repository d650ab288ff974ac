#pragma once

#include "backend/operator/protocol/recipes.h"

#include <QHash>

namespace signalbox::server {

/// A recipe as it is written, one file each, shipped in `:/recipes` or put into `<data>/recipes`:
///
///     {
///       "id": "commerce-disable-provider",     lower case, digits and dashes; the file's name without `.json`
///       "title": "Take a provider out",
///       "service": "commerce",
///       "summary": "What it does and when to use it.",
///       "parameters": [                        asked for before it runs; either with choices or a whole number
///         {"name": "provider", "label": "Which provider?", "choices": ["KROGER", "WALMART"], "default": "KROGER"},
///         {"name": "minutes", "label": "For how long?", "minimum": 1, "maximum": 60, "default": "30"}],
///       "changes": [                           `${name}` stands for a parameter in keys and values
///         {"key": "LOOPGPT_ENABLE_${provider}", "value": "false"},
///         {"key": "SOME_FLAG", "rule": {"kind": "percent", "percent": 10}},
///         {"key": "SOME_OTHER"}],              neither: back to what is configured
///       "backAfterMinutes": "${minutes}",      optional: taken back by itself; a number, or a parameter
///       "traffic": {"provider": "${provider}"} what the preview counts: a service or a provider
///     }
struct RecipeFile
{
    protocol::Recipe view; ///< keys with every choice filled in
    std::vector<protocol::RequestedChange> changes = {}; ///< with the `${name}`
    QString backAfterMinutes = {}; ///< empty: it stays
    QString trafficService = {};
    QString trafficProvider = {};
};

/// The error is a sentence for the operator.
std::expected<RecipeFile, QString> parseRecipe(const QByteArray &json, const QString &fileName);

/// What a caller chose, with the defaults; the error names the parameter.
using RecipeValues = QHash<QString, QString>;
std::expected<RecipeValues, std::pair<QString, QString>> valuesFor(const RecipeFile &recipe, const QJsonObject &given);

/// A text with the parameters filled in.
QString filled(QString text, const RecipeValues &values);

} // namespace signalbox::server
