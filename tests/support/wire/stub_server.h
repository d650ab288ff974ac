#pragma once

#include <QHash>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <vector>

namespace signalbox::wire {

/// A request as the stub received it.
struct StubRequest
{
    QByteArray method;
    QByteArray target; ///< with the query, as received
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    QByteArray path() const { return target.split('?').first(); }
    /// Decoded value of a query parameter.
    QString parameter(const QString &name) const;
};

struct StubReply
{
    int status = 200;
    QByteArray body = "{}";
    QHash<QByteArray, QByteArray> headers = {};
    std::chrono::milliseconds delay{0};
    bool silent = false; ///< never answers
    bool drop = false; ///< closes the connection instead of answering
};

/// An outside party that a test scripts: it answers with what `script` says and remembers what it was asked. Lives on
/// the test's thread, so the test must run its event loop.
class StubServer : public QTcpServer
{
    Q_OBJECT
public:
    using Script = std::function<StubReply(const StubRequest &)>;

    explicit StubServer(Script script);

    QUrl url() const;
    const std::vector<StubRequest> &requests() const { return m_requests; }
    /// How many requests had this path.
    int count(const QByteArray &path) const;
    void forget() { m_requests.clear(); }
    void setScript(Script script) { m_script = std::move(script); }

private:
    void accept();
    void read(QTcpSocket *socket, QByteArray &buffer);

    Script m_script;
    std::vector<StubRequest> m_requests;
};

} // namespace signalbox::wire
