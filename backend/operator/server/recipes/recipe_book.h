#pragma once

#include "backend/operator/server/recipes/recipe_file.h"
#include "backend/platform/metrics/series_store.h"
#include "backend/platform/settings/definition.h"

#include <map>

namespace signalbox::server {

/// The recipes that are shipped and those in `<data>/recipes`. A user's recipe with the id of a shipped one takes its
/// place.
class RecipeBook
{
public:
    /// `catalogue` outlives it. Blocks on files.
    RecipeBook(const settings::Catalogue &catalogue, QString dataDir);

    /// Reads the user's folder again, so that a new recipe needs no restart. Blocks on at most 100 small files.
    void refresh();

    /// By id. One whose keys this build does not have is there and says so.
    protocol::Recipes views(core::WallTime at) const;
    const RecipeFile *find(const QString &id) const;

private:
    void readFolder(const QString &folder, bool userMade);

    const settings::Catalogue &m_catalogue;
    QString m_dataDir;
    std::map<QString, RecipeFile> m_recipes;
    std::vector<QString> m_problems;
};

/// How much traffic a recipe concerns: of the last five minutes in the history.
struct Traffic
{
    std::optional<double> perSec = {};
    std::optional<double> share = {}; ///< 0..1
    QString of = {};
};

/// Requests of a service by those of all services, or quotes of a provider (an id such as `KROGER_API`) by those of
/// all.
Traffic trafficOf(const metrics::SeriesStore *series, const QByteArray &service, const QByteArray &provider,
                  const std::vector<QByteArray> &services, const std::vector<QByteArray> &providers,
                  core::WallTime now);

} // namespace signalbox::server
