#include "backend/services/commerce/providers/cached_fetch.h"

#include "backend/services/commerce/provider_error.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

/// The cache carries core errors only, so a ProviderError travels inside the log detail.
Error packed(const ProviderError &error)
{
    const QJsonObject members {{u"code"_s, QString::fromLatin1(error.code)},
                               {u"message"_s, error.message},
                               {u"retryable"_s, error.retryable},
                               {u"status"_s, error.httpStatus}};
    return {ErrorCode::Upstream, PublicText(),
            LogDetail(QString::fromUtf8(QJsonDocument(members).toJson(QJsonDocument::Compact)))};
}

ProviderError unpacked(const ProviderConfig &config, const Error &error)
{
    const QJsonObject members = QJsonDocument::fromJson(error.detail.text().toUtf8()).object();
    if (error.code != ErrorCode::Upstream || !members.contains("code"_L1))
        return fromClientError(config, error);
    return {config.id, members["code"_L1].toString().toLatin1(), members["message"_L1].toString(),
            members["retryable"_L1].toBool(), members["status"_L1].toInt()};
}

Task<Result<cluster::CacheEntry>> runFetch(ProviderFetch fetch, CancelToken cancel)
{
    ProviderResult<cluster::CacheEntry> entry = co_await fetch();
    if (!entry && cancel.isCancelled())
        co_return fail(ErrorCode::Cancelled, PublicText(u"the fetch was cancelled"_s));
    if (!entry)
        co_return std::unexpected(packed(entry.error()));
    co_return std::move(*entry);
}

} // namespace

Task<ProviderResult<QByteArray>> cachedFetch(cluster::SharedCache *cache, QByteArray key, ProviderFetch fetch,
                                             ProviderConfigPtr config, CancelToken cancel)
{
    const cluster::CacheFetch adapted = [fetch = std::move(fetch), cancel] { return runFetch(fetch, cancel); };
    const Result<QByteArray> bytes = co_await cache->getOrFetch(std::move(key), adapted, cancel);
    if (!bytes)
        co_return std::unexpected(unpacked(*config, bytes.error()));
    co_return *bytes;
}

} // namespace signalbox::commerce
