#pragma once

#include "backend/operator/protocol/revisions.h"

namespace signalbox::protocol {

/// What a recipe asks for before it can run.
struct RecipeParameter
{
    QString name = {};
    QString label = {}; ///< an English question: `Which provider?`
    std::vector<QString> choices = {}; ///< empty: a whole number from `minimum` to `maximum`
    std::optional<qint64> minimum = {};
    std::optional<qint64> maximum = {};
    QString defaultValue = {}; ///< empty: the caller must choose

    static constexpr const char *kName = "RecipeParameter";
    static constexpr auto members()
    {
        return std::tuple(Member("name", &RecipeParameter::name), Member("label", &RecipeParameter::label),
                          Member("choices", &RecipeParameter::choices), Member("minimum", &RecipeParameter::minimum),
                          Member("maximum", &RecipeParameter::maximum),
                          Member("defaultValue", &RecipeParameter::defaultValue));
    }
    bool operator==(const RecipeParameter &) const = default;
};

/// An emergency move as data (contract operator-console 2.4).
struct Recipe
{
    QString id = {}; ///< `commerce-mock-fallback`
    QString title = {};
    QString service = {};
    QString summary = {}; ///< what it does and when to use it
    std::vector<RecipeParameter> parameters = {};
    std::vector<QString> keys = {}; ///< that it may change
    bool available = true;
    QString why = {}; ///< when it is not available: what is missing, with the keys named
    bool userMade = false; ///< out of `<data>/recipes`
    bool backByItself = false; ///< it is taken back after a time

    static constexpr const char *kName = "Recipe";
    static constexpr auto members()
    {
        return std::tuple(Member("id", &Recipe::id), Member("title", &Recipe::title),
                          Member("service", &Recipe::service), Member("summary", &Recipe::summary),
                          Member("parameters", &Recipe::parameters), Member("keys", &Recipe::keys),
                          Member("available", &Recipe::available), Member("why", &Recipe::why),
                          Member("userMade", &Recipe::userMade), Member("backByItself", &Recipe::backByItself));
    }
    bool operator==(const Recipe &) const = default;
};

/// `GET /ops/v1/recipes`.
struct Recipes
{
    std::vector<Recipe> items = {};
    std::vector<QString> problems = {}; ///< user files that cannot be read, one sentence each
    core::WallTime at = {};

    static constexpr const char *kName = "Recipes";
    static constexpr auto members()
    {
        return std::tuple(Member("items", &Recipes::items), Member("problems", &Recipes::problems),
                          Member("at", &Recipes::at));
    }
    bool operator==(const Recipes &) const = default;
};

/// `POST /ops/v1/recipes/{id}/preview` (200 RecipePreview; only `parameters` count) and `…/apply` (200 RevisionAnswer).
struct RecipeRequest
{
    QJsonObject parameters = {}; ///< values as strings, by name
    std::optional<qint64> expectedRevision = {};
    std::optional<GuardSpec> guard = {};
    std::optional<QString> confirm = {};
    QString reason = {};

    static constexpr const char *kName = "RecipeRequest";
    static constexpr auto members()
    {
        return std::tuple(Member("parameters", &RecipeRequest::parameters),
                          Member("expectedRevision", &RecipeRequest::expectedRevision),
                          Member("guard", &RecipeRequest::guard), Member("confirm", &RecipeRequest::confirm),
                          Member("reason", &RecipeRequest::reason));
    }
    bool operator==(const RecipeRequest &) const = default;
};

struct RecipePreview
{
    RevisionDiff diff = {};
    std::optional<double> trafficShare = {}; ///< 0..1 of the concerned, of the last 5 min; absent: there was none
    std::optional<double> trafficPerSec = {}; ///< requests or quotes a second in the last 5 min
    QString trafficOf = {}; ///< what was counted: `requests of commerce`, `quotes of KROGER`
    std::optional<qint64> backAfterSec = {};

    static constexpr const char *kName = "RecipePreview";
    static constexpr auto members()
    {
        return std::tuple(Member("diff", &RecipePreview::diff), Member("trafficShare", &RecipePreview::trafficShare),
                          Member("trafficPerSec", &RecipePreview::trafficPerSec),
                          Member("trafficOf", &RecipePreview::trafficOf),
                          Member("backAfterSec", &RecipePreview::backAfterSec));
    }
    bool operator==(const RecipePreview &) const = default;
};

} // namespace signalbox::protocol
