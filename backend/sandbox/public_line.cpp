#include "backend/sandbox/public_line.h"

#include "backend/platform/core/address.h"

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr core::milliseconds kEndPatience {3000};
constexpr qint64 kMaxReply = 256 * 1024;

bool isLoopback(const QUrl &url)
{
    const auto address = core::IpAddress::parse(url.host().toLatin1());
    return address && address->isLoopback();
}

} // namespace

void PublicLine::open(upstream::Client &client, const QUrl &gateway)
{
    m_client = &client;
    m_gateway = gateway;
}

Task<void> PublicLine::close()
{
    m_tasks.cancel();
    co_await m_tasks.idle(kEndPatience);
    m_client = nullptr;
}

std::optional<QUrl> PublicLine::resolved(const QUrl &told) const
{
    if (!m_client)
        return std::nullopt;
    if (isLoopback(told))
        return told;
    if (told.scheme() != m_publicBase.scheme() || told.host() != m_publicBase.host())
        return std::nullopt;
    QUrl url = told;
    url.setScheme(m_gateway.scheme());
    url.setHost(m_gateway.host());
    url.setPort(m_gateway.port());
    return url;
}

Task<Result<upstream::Reply>> PublicLine::post(std::shared_ptr<PublicLine> self, Posting posting)
{
    Result<upstream::Reply> reply = fail(ErrorCode::Unavailable, PublicText(u"the line is dead"_s));
    for (int number = 0; number < posting.tries; ++number) {
        const std::optional<QUrl> url = self->resolved(posting.url);
        if (!url)
            co_return reply;
        upstream::Call call;
        call.upstream = posting.party;
        call.method = "POST";
        call.url = *url;
        call.headers = posting.headers;
        call.body = posting.body;
        call.deadline = std::chrono::steady_clock::now() + posting.patience;
        call.maxReplyBytes = kMaxReply;
        call.cancel = self->m_tasks.stop();
        reply = co_await self->m_client->send(std::move(call));
        if (reply || reply.error().code != ErrorCode::Unavailable)
            co_return reply;
    }
    co_return reply;
}

} // namespace signalbox::sandbox
