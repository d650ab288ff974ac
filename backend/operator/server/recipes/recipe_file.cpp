#include "backend/operator/server/recipes/recipe_file.h"

#include "backend/platform/core/json_parse.h"

#include <QRegularExpression>

#include <algorithm>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::RecipeParameter;

namespace {

constexpr qsizetype kMostParameters = 5;
constexpr qsizetype kMostChanges = 100;
constexpr qsizetype kMostChoices = 50;
constexpr qint64 kMostMinutes = 10'080;

using Refused = std::unexpected<QString>;

std::expected<RecipeParameter, QString> parseParameter(const QJsonObject &json)
{
    static const QRegularExpression name(u"\\A[a-z][a-zA-Z0-9]{0,30}\\z"_s);
    RecipeParameter parameter {.name = json["name"_L1].toString(),
                               .label = json["label"_L1].toString(),
                               .defaultValue = json["default"_L1].toString()};
    if (!name.match(parameter.name).hasMatch())
        return Refused(u"has a parameter without a proper name"_s);
    for (const QJsonValue choice : json["choices"_L1].toArray())
        parameter.choices.push_back(choice.toString());
    if (json["minimum"_L1].isDouble())
        parameter.minimum = json["minimum"_L1].toInteger();
    if (json["maximum"_L1].isDouble())
        parameter.maximum = json["maximum"_L1].toInteger();
    const bool isNumber = parameter.minimum && parameter.maximum && *parameter.minimum <= *parameter.maximum;
    if (parameter.choices.empty() ? !isNumber : parameter.choices.size() > size_t(kMostChoices))
        return Refused(u"needs choices, or a minimum and a maximum, for %1"_s.arg(parameter.name));
    return parameter;
}

/// The first `${name}` that no parameter has.
std::optional<QString> strayName(const QString &text, const std::vector<RecipeParameter> &parameters)
{
    static const QRegularExpression reference(u"\\$\\{([^}]*)\\}"_s);
    auto found = reference.globalMatch(text);
    while (found.hasNext()) {
        QString name = found.next().captured(1);
        if (std::ranges::find(parameters, name, &RecipeParameter::name) == parameters.end())
            return name;
    }
    return std::nullopt;
}

/// A text once with each choice of the parameters that it names.
QStringList expanded(const QString &text, const std::vector<RecipeParameter> &parameters)
{
    QStringList all {text};
    for (const RecipeParameter &parameter : parameters) {
        const QString reference = u"${"_s + parameter.name + u'}';
        if (!text.contains(reference))
            continue;
        QStringList next;
        for (const QString &each : all) {
            for (const QString &choice : parameter.choices)
                next += QString(each).replace(reference, choice);
        }
        all = next;
    }
    return all;
}

std::expected<void, QString> takeChanges(const QJsonArray &changes, RecipeFile &recipe)
{
    if (changes.isEmpty() || changes.size() > kMostChanges)
        return Refused(u"must have 1 to %1 changes"_s.arg(kMostChanges));
    QStringList keys;
    for (const QJsonValue value : changes) {
        auto change = protocol::fromJson<protocol::RequestedChange>(value.toObject());
        if (!change || change->key.isEmpty() || (change->value && change->rule))
            return Refused(u"has a change that needs a key and a value or a rule"_s);
        if (const auto stray = strayName(change->key + change->value.value_or(QString()), recipe.view.parameters))
            return Refused(u"uses ${%1}, which is none of its parameters"_s.arg(*stray));
        keys += expanded(change->key, recipe.view.parameters);
        recipe.changes.push_back(std::move(*change));
    }
    keys.removeDuplicates();
    recipe.view.keys = {keys.begin(), keys.end()};
    return {};
}

} // namespace

std::expected<RecipeFile, QString> parseRecipe(const QByteArray &text, const QString &fileName)
{
    static const QRegularExpression form(u"\\A[a-z0-9][a-z0-9-]{0,60}\\z"_s);
    const auto json = core::parseJsonObject(text);
    if (!json)
        return Refused(u"%1 is not a JSON object"_s.arg(fileName));
    const auto refused = [&fileName](const QString &what) { return Refused(fileName + u' ' + what); };
    const QJsonObject traffic = (*json)["traffic"_L1].toObject();
    const QJsonValue back = (*json)["backAfterMinutes"_L1];
    RecipeFile recipe {.view = {.id = (*json)["id"_L1].toString(),
                                .title = (*json)["title"_L1].toString(),
                                .service = (*json)["service"_L1].toString(),
                                .summary = (*json)["summary"_L1].toString()},
                       .backAfterMinutes = back.isDouble() ? QString::number(back.toInteger()) : back.toString(),
                       .trafficService = traffic["service"_L1].toString(),
                       .trafficProvider = traffic["provider"_L1].toString()};
    if (!form.match(recipe.view.id).hasMatch() || recipe.view.id + u".json"_s != fileName)
        return refused(u"must have its own name as id"_s);
    if (recipe.view.title.isEmpty() || recipe.view.summary.isEmpty())
        return refused(u"needs a title and a summary"_s);
    const QJsonArray parameters = (*json)["parameters"_L1].toArray();
    if (parameters.size() > kMostParameters)
        return refused(u"has more than %1 parameters"_s.arg(kMostParameters));
    for (const QJsonValue value : parameters) {
        auto parameter = parseParameter(value.toObject());
        if (!parameter)
            return refused(parameter.error());
        recipe.view.parameters.push_back(std::move(*parameter));
    }
    if (const auto taken = takeChanges((*json)["changes"_L1].toArray(), recipe); !taken)
        return refused(taken.error());
    for (const QString &other : {recipe.backAfterMinutes, recipe.trafficProvider}) {
        if (const auto stray = strayName(other, recipe.view.parameters))
            return refused(u"uses ${%1}, which is none of its parameters"_s.arg(*stray));
    }
    const bool isPlain = !recipe.backAfterMinutes.isEmpty() && !recipe.backAfterMinutes.contains(u'$');
    const qint64 minutes = recipe.backAfterMinutes.toLongLong();
    if (isPlain && (minutes < 1 || minutes > kMostMinutes))
        return refused(u"must be taken back after 1 to %1 minutes"_s.arg(kMostMinutes));
    recipe.view.backByItself = !recipe.backAfterMinutes.isEmpty();
    return recipe;
}

std::expected<RecipeValues, std::pair<QString, QString>> valuesFor(const RecipeFile &recipe, const QJsonObject &given)
{
    RecipeValues values;
    for (const RecipeParameter &parameter : recipe.view.parameters) {
        const QJsonValue value = given[parameter.name];
        const QString text = value.isUndefined() ? parameter.defaultValue
            : value.isDouble()                   ? QString::number(value.toInteger())
                                                 : value.toString();
        const bool isChoice = std::ranges::find(parameter.choices, text) != parameter.choices.end();
        bool isNumber = false;
        const qint64 number = text.toLongLong(&isNumber);
        const bool isInRange
            = isNumber && number >= parameter.minimum.value_or(0) && number <= parameter.maximum.value_or(0);
        if (parameter.choices.empty() ? !isInRange : !isChoice) {
            const QStringList choices(parameter.choices.begin(), parameter.choices.end());
            const QString range = parameter.choices.empty()
                ? u"a whole number from %1 to %2"_s.arg(parameter.minimum.value_or(0))
                      .arg(parameter.maximum.value_or(0))
                : u"one of "_s + choices.join(u", "_s);
            return std::unexpected(
                std::pair(u"parameters."_s + parameter.name, parameter.name + u" must be "_s + range));
        }
        values.insert(parameter.name, text);
    }
    return values;
}

QString filled(QString text, const RecipeValues &values)
{
    for (const auto &[name, value] : values.asKeyValueRange())
        text.replace(u"${"_s + name + u'}', value);
    return text;
}

} // namespace signalbox::server
