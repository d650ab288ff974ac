#include "backend/platform/upstream/transfer.h"

#include "backend/platform/upstream/transfer_error.h"

#include <sys/socket.h>

#include <algorithm>

namespace signalbox::upstream {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostReserved = 1024 * 1024;

/// Fields that belong to the connection, which is ours and not the caller's.
bool belongsToTransport(const QByteArray &name)
{
    static constexpr std::array kNames {"connection", "content-length", "expect", "keep-alive", "proxy-connection",
                                        "transfer-encoding", "traceparent", "upgrade"};
    return std::ranges::any_of(kNames, [&](const char *each) { return name.compare(each, Qt::CaseInsensitive) == 0; });
}

bool isToken(const QByteArray &text)
{
    static constexpr QByteArrayView kMarks("!#$%&'*+-.^_`|~");
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kMarks.contains(c);
    });
}

bool breaksLine(const QByteArray &text)
{
    return text.contains('\r') || text.contains('\n') || text.contains('\0');
}

} // namespace

Result<void> checkCall(const Call &call)
{
    const QString scheme = call.url.scheme();
    if (scheme != "http"_L1 && scheme != "https"_L1)
        return fail(call.guardAddresses ? ErrorCode::Forbidden : ErrorCode::InvalidInput,
                    PublicText(u"only http and https URLs are allowed"_s));
    if (!call.url.isValid() || call.url.host().isEmpty())
        return fail(ErrorCode::InvalidInput, PublicText(u"not a usable URL"_s));
    if (call.guardAddresses && !call.url.userInfo().isEmpty())
        return fail(ErrorCode::InvalidInput, PublicText(u"the URL must not hold credentials"_s));
    if (!isToken(call.method))
        return fail(ErrorCode::InvalidInput, PublicText(u"not an HTTP method"_s));
    for (const auto &[name, value] : call.headers.fields()) {
        if (!isToken(name) || breaksLine(value))
            return fail(ErrorCode::InvalidInput, PublicText(u"a header field breaks the grammar"_s));
    }
    return {};
}

Transfer::Transfer(std::shared_ptr<CurlLoop> loop, const TransferOptions &options, const Call &call)
    : m_loop(std::move(loop)), m_options(options), m_call(call), m_easy(curl_easy_init())
{
}

Transfer::~Transfer()
{
    if (!m_easy)
        return;
    m_loop->abort(m_easy);
    curl_easy_cleanup(m_easy);
}

void Transfer::start(const QByteArray &traceparent)
{
    if (!m_easy) {
        m_result.resolve(std::unexpected(unavailable("failed"_L1, u"no handle"_s)));
        return;
    }
    setTransport();
    setMethod();
    setHeaders(traceparent);
    if (m_call.guardAddresses)
        setGuard();
    if (!m_loop->start(m_easy, [this](CURLcode code) { finish(code); }))
        m_result.resolve(std::unexpected(unavailable("failed"_L1, u"the handle was refused"_s)));
}

void Transfer::setTransport()
{
    curl_easy_setopt(m_easy, CURLOPT_URL, m_call.url.toEncoded(QUrl::RemoveFragment).constData());
    curl_easy_setopt(m_easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_easy, CURLOPT_PROXY, "");
    curl_easy_setopt(m_easy, CURLOPT_NOSIGNAL, 1L);
    // Without it the end of an aborted transfer waits for its resolver thread.
    curl_easy_setopt(m_easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(m_easy, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(m_easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(m_easy, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    if (!m_options.caFile.isEmpty())
        curl_easy_setopt(m_easy, CURLOPT_CAINFO, m_options.caFile.constData());
    // HTTP/2 lets the library repeat a refused stream, so what places something goes over HTTP/1.1.
    curl_easy_setopt(m_easy, CURLOPT_HTTP_VERSION,
                     long(m_call.placing ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(m_easy, CURLOPT_FRESH_CONNECT, m_call.placing ? 1L : 0L);
    curl_easy_setopt(m_easy, CURLOPT_FORBID_REUSE, m_call.placing ? 1L : 0L);
    curl_easy_setopt(m_easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, m_errorText.data());
    curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, this);
}

void Transfer::setMethod()
{
    if (m_call.method == "HEAD") {
        curl_easy_setopt(m_easy, CURLOPT_NOBODY, 1L);
        return;
    }
    const bool carriesBody = m_call.method == "POST" || m_call.method == "PUT" || m_call.method == "PATCH";
    if (carriesBody || !m_call.body.isEmpty()) {
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(m_call.body.size()));
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, m_call.body.constData());
    }
    curl_easy_setopt(m_easy, CURLOPT_CUSTOMREQUEST, m_call.method.constData());
}

void Transfer::addHeader(const QByteArray &line)
{
    if (curl_slist *list = curl_slist_append(m_headerList.get(), line.constData())) {
        (void)m_headerList.release();
        m_headerList.reset(list);
    }
}

void Transfer::setHeaders(const QByteArray &traceparent)
{
    addHeader("Expect:");
    if (!m_call.headers.contains("Content-Type"))
        addHeader("Content-Type:");
    if (!m_call.headers.contains("User-Agent"))
        addHeader("User-Agent: Signalbox/" SIGNALBOX_VERSION);
    for (const auto &[name, value] : m_call.headers.fields()) {
        if (!belongsToTransport(name))
            addHeader(value.isEmpty() ? QByteArray(name + ';') : QByteArray(name + ": " + value));
    }
    if (!traceparent.isEmpty())
        addHeader("traceparent: " + traceparent);
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headerList.get());
}

void Transfer::setGuard()
{
    curl_easy_setopt(m_easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::onOpenSocket);
    curl_easy_setopt(m_easy, CURLOPT_OPENSOCKETDATA, this);
    // A pooled connection opens no socket: it may have been made by a call that was not guarded.
    curl_easy_setopt(m_easy, CURLOPT_PREREQFUNCTION, &Transfer::onConnected);
    curl_easy_setopt(m_easy, CURLOPT_PREREQDATA, this);
}

curl_socket_t Transfer::onOpenSocket(void *self, curlsocktype, curl_sockaddr *address)
{
    auto *transfer = static_cast<Transfer *>(self);
    if (!transfer->m_options.guard.allows(&address->addr)) {
        transfer->m_refusedAddress = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int Transfer::onConnected(void *self, char *peer, char *, int, int)
{
    auto *transfer = static_cast<Transfer *>(self);
    if (transfer->m_options.guard.allowsText(peer))
        return CURL_PREREQFUNC_OK;
    transfer->m_refusedAddress = true;
    return CURL_PREREQFUNC_ABORT;
}

size_t Transfer::onBody(char *bytes, size_t size, size_t count, void *self)
{
    auto *transfer = static_cast<Transfer *>(self);
    const auto length = qsizetype(size) * qsizetype(count);
    if (transfer->m_body.size() + length > transfer->m_call.maxReplyBytes) {
        transfer->m_tooLarge = true;
        return 0;
    }
    if (transfer->m_body.isEmpty()) {
        curl_off_t announced = -1;
        curl_easy_getinfo(transfer->m_easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced);
        transfer->m_body.reserve(std::clamp(qsizetype(announced), length, std::max(length, kMostReserved)));
    }
    transfer->m_body.append(bytes, length);
    return size * count;
}

void Transfer::abort(Error why)
{
    if (m_result.isResolved())
        return;
    m_loop->abort(m_easy);
    m_result.resolve(std::unexpected(std::move(why)));
}

void Transfer::finish(CURLcode code)
{
    if (code == CURLE_OK) {
        m_result.resolve(takeReply());
        return;
    }
    if (m_tooLarge) {
        m_result.resolve(fail(ErrorCode::TooLarge, PublicText(u"the upstream's reply is too large"_s)));
        return;
    }
    if (m_refusedAddress && (code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK)) {
        m_result.resolve(fail(ErrorCode::Forbidden, PublicText(u"the address is not allowed"_s),
                              LogDetail(u"internal address refused"_s)));
        return;
    }
    long osError = 0;
    curl_easy_getinfo(m_easy, CURLINFO_OS_ERRNO, &osError);
    m_result.resolve(std::unexpected(transferError(code, osError, m_errorText.data())));
}

Reply Transfer::takeReply()
{
    Reply reply;
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    reply.status = int(status);
    curl_header *header = nullptr;
    while ((header = curl_easy_nextheader(m_easy, CURLH_HEADER, -1, header)))
        reply.headers.add(header->name, header->value);
    reply.body = std::move(m_body);
    return reply;
}

} // namespace signalbox::upstream
