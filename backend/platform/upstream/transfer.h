#pragma once

#include "backend/platform/core/task.h"
#include "backend/platform/upstream/address_guard.h"
#include "backend/platform/upstream/client.h"
#include "backend/platform/upstream/curl_loop.h"

#include <array>

namespace signalbox::upstream {

/// What every transfer of a client has in common.
struct TransferOptions
{
    AddressGuard guard;
    QByteArray caFile;
};

/// One try of a call: prepares the libcurl handle, collects the answer, names the failure. Lives until its result is
/// there. The call must outlive it.
class Transfer
{
public:
    Transfer(std::shared_ptr<CurlLoop> loop, const TransferOptions &options, const Call &call);
    ~Transfer();
    Q_DISABLE_COPY_MOVE(Transfer)

    /// Begins to send. `traceparent` may be empty.
    void start(const QByteArray &traceparent);
    /// Stops, closes the socket and completes with `why`. No effect once complete.
    void abort(Error why);
    /// To be awaited once.
    const core::OneShot<Result<Reply>> &result() const { return m_result; }

private:
    struct FreeList
    {
        void operator()(curl_slist *list) const { curl_slist_free_all(list); }
    };

    static size_t onBody(char *bytes, size_t size, size_t count, void *self);
    static curl_socket_t onOpenSocket(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onConnected(void *self, char *peer, char *local, int peerPort, int localPort);

    void setMethod();
    void setHeaders(const QByteArray &traceparent);
    void setTransport();
    void setGuard();
    void addHeader(const QByteArray &line);
    void finish(CURLcode code);
    Reply takeReply();

    std::shared_ptr<CurlLoop> m_loop;
    const TransferOptions &m_options;
    const Call &m_call;
    CURL *m_easy = nullptr;
    std::unique_ptr<curl_slist, FreeList> m_headerList;
    std::array<char, CURL_ERROR_SIZE> m_errorText {};
    QByteArray m_body;
    bool m_tooLarge = false;
    bool m_refusedAddress = false;
    core::OneShot<Result<Reply>> m_result;
};

/// What a call must fulfil before anything is sent: http or https, a host, a method that is a token, header fields
/// without line breaks. InvalidInput; Forbidden for another scheme when the URL came from outside.
Result<void> checkCall(const Call &call);

} // namespace signalbox::upstream
