#include "backend/services/commerce/providers/item_search.h"

#include "backend/services/commerce/provider_error.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

struct SearchState
{
    std::vector<Item> items;
    ItemSearch search;
    CancelToken cancel;
    size_t next = 0;
    size_t failed = 0;
    std::vector<ItemMatch> matches;
    std::optional<ProviderError> firstError;
    std::optional<ProviderError> fatal;
};
using SearchPtr = std::shared_ptr<SearchState>;

/// One of the lanes that work off the list.
Task<void> searchLane(SearchPtr state)
{
    while (!state->fatal && state->next < state->items.size()) {
        const size_t index = state->next++;
        const auto offers = co_await state->search(state->items[index].name, state->cancel);
        if (offers) {
            state->matches[index] = matchItem(*offers);
            continue;
        }
        state->matches[index] = failedLookup();
        ++state->failed;
        if (!state->firstError)
            state->firstError = offers.error();
        if (!state->fatal && (failsWholeProvider(offers.error()) || offers.error().code == "TIMEOUT")) {
            state->fatal = offers.error();
            state->cancel.cancel();
        }
    }
}

} // namespace

Task<ProviderResult<std::vector<ItemMatch>>> searchItems(std::vector<Item> items, int concurrency, CancelToken cancel,
                                                         ItemSearch search)
{
    auto state = std::make_shared<SearchState>();
    state->items = std::move(items);
    state->matches.resize(state->items.size());
    state->search = std::move(search);
    const core::CancelRegistration outer(cancel, [inner = state->cancel] { inner.cancel(); });
    std::vector<Task<void>> lanes;
    for (size_t i = 0; i < std::min(size_t(std::max(concurrency, 1)), state->items.size()); ++i)
        lanes.push_back(searchLane(state));
    for (Task<void> &lane : lanes)
        co_await lane;
    if (state->fatal)
        co_return std::unexpected(*state->fatal);
    if (state->failed == state->items.size() && state->firstError)
        co_return std::unexpected(*state->firstError);
    co_return state->matches;
}

QByteArray offersToBytes(const std::vector<Offer> &offers)
{
    QJsonArray rows;
    for (const Offer &offer : offers)
        rows.append(QJsonArray {offer.sku, offer.name, offer.priceCents, offer.inStock});
    return QJsonDocument(rows).toJson(QJsonDocument::Compact);
}

std::vector<Offer> offersFromBytes(const QByteArray &bytes)
{
    std::vector<Offer> offers;
    const QJsonArray rows = QJsonDocument::fromJson(bytes).array();
    for (const QJsonValue row : rows)
        offers.push_back({row[0].toString(), row[1].toString(), row[2].toInteger(), row[3].toBool()});
    return offers;
}

QByteArray searchKey(const QString &name)
{
    return name.trimmed().toLower().toUtf8();
}

} // namespace signalbox::commerce
