#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace signalbox::shell {

/// Where the user was: pages with their filters, for `[` and `]`.
class History
{
public:
    struct Place
    {
        QByteArray page;
        QString filter;
        bool operator==(const Place &) const = default;
    };
    static constexpr std::size_t kMostPlaces = 100;

    /// Goes to a new place; what lay ahead is forgotten. The present place again is no step.
    void visit(Place place);
    /// One step back or ahead; nothing at either end.
    std::optional<Place> back();
    std::optional<Place> ahead();

private:
    std::vector<Place> m_places;
    std::size_t m_at = 0;
};

} // namespace signalbox::shell
