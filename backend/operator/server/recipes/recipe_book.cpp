#include "backend/operator/server/recipes/recipe_book.h"

#include "backend/platform/settings/load.h"

#include <QDir>

#include <cmath>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype kMostFiles = 100;
constexpr qint64 kLargestFile = 65'536;
constexpr auto kWindow = 5min;

/// Why a recipe cannot run here; empty = it can.
QString missingKeys(const settings::Catalogue &catalogue, const protocol::Recipe &recipe)
{
    QStringList missing;
    for (const QString &key : recipe.keys) {
        if (!settings::definitionOf(catalogue, key.toUtf8()))
            missing += key;
    }
    return missing.isEmpty() ? QString() : u"this build has no setting "_s + missing.join(u", "_s);
}

/// The mean of a series over the window; nothing when there is none.
std::optional<double> meanOf(const metrics::SeriesStore *series, const QByteArray &name, core::WallTime now)
{
    const auto points = series ? series->read(name, now - kWindow, now, 1s)
                               : Result<std::vector<metrics::SeriesPoint>>(std::vector<metrics::SeriesPoint>());
    if (!points)
        return std::nullopt;
    double sum = 0;
    double count = 0;
    for (const metrics::SeriesPoint &point : *points) {
        if (!std::isfinite(point.value))
            continue;
        sum += point.value;
        ++count;
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

} // namespace

RecipeBook::RecipeBook(const settings::Catalogue &catalogue, QString dataDir)
    : m_catalogue(catalogue), m_dataDir(std::move(dataDir))
{
    refresh();
}

void RecipeBook::refresh()
{
    m_recipes.clear();
    m_problems.clear();
    readFolder(u":/recipes"_s, false);
    if (!m_dataDir.isEmpty())
        readFolder(QDir(m_dataDir).filePath(u"recipes"_s), true);
}

void RecipeBook::readFolder(const QString &folder, bool userMade)
{
    const QDir directory(folder);
    const QStringList names = directory.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names.first(std::min(names.size(), kMostFiles))) {
        QFile file(directory.filePath(name));
        if (file.size() > kLargestFile || !file.open(QIODevice::ReadOnly)) {
            m_problems.push_back(name + u" cannot be read, or is larger than 64 KiB"_s);
            continue;
        }
        auto recipe = parseRecipe(file.readAll(), name);
        if (!recipe) {
            m_problems.push_back(recipe.error());
            continue;
        }
        recipe->view.userMade = userMade;
        recipe->view.why = missingKeys(m_catalogue, recipe->view);
        recipe->view.available = recipe->view.why.isEmpty();
        m_recipes[recipe->view.id] = std::move(*recipe);
    }
}

protocol::Recipes RecipeBook::views(core::WallTime at) const
{
    protocol::Recipes all {.problems = m_problems, .at = at};
    for (const auto &[id, recipe] : m_recipes)
        all.items.push_back(recipe.view);
    return all;
}

const RecipeFile *RecipeBook::find(const QString &id) const
{
    const auto found = m_recipes.find(id);
    return found == m_recipes.end() ? nullptr : &found->second;
}

Traffic trafficOf(const metrics::SeriesStore *series, const QByteArray &service, const QByteArray &provider,
                  const std::vector<QByteArray> &services, const std::vector<QByteArray> &providers, core::WallTime now)
{
    const bool isProvider = !provider.isEmpty();
    const auto seriesName = [isProvider](const QByteArray &owner) {
        return isProvider ? "provider." + owner + ".quotesPerSec" : QByteArray(owner + ".ratePerSec");
    };
    Traffic traffic {.of = isProvider ? u"quotes of "_s + QString::fromUtf8(provider)
                                      : u"requests of "_s + QString::fromUtf8(service)};
    traffic.perSec = meanOf(series, seriesName(isProvider ? provider : service), now);
    double all = 0;
    for (const QByteArray &owner : isProvider ? providers : services)
        all += meanOf(series, seriesName(owner), now).value_or(0);
    if (traffic.perSec && all > 0)
        traffic.share = *traffic.perSec / all;
    return traffic;
}

} // namespace signalbox::server
