#pragma once

#include <QHash>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace signalbox::wire {

/// A `signalboxd serve` of this build on a free loopback port with a data folder of its own. Sees no setting of the
/// surrounding environment but the given ones. Stopped (by its process id) when it goes out of scope.
class GatewayProcess
{
public:
    using Settings = QHash<QString, QString>;

    explicit GatewayProcess(Settings settings = {});
    ~GatewayProcess();

    /// Starts and waits for the ready line; false when it ended or 10 s passed, errorText() then says why.
    bool start(const QStringList &arguments = {});
    /// Runs a subcommand to its end; its exit code, or -1 after 30 s.
    int run(const QStringList &arguments);
    /// SIGTERM, then the exit code; -1 when it does not end within 35 s.
    int stop();
    /// The exit code of a process that was told to end by other means; -1 as for stop().
    int waitForEnd();
    void killNow();

    QUrl url() const { return m_url; }
    QUrl opsUrl() const { return m_opsUrl; }
    qint64 pid() const { return m_process.processId(); }
    QString dataDir() const { return m_data.path(); }
    QByteArray errorText() const { return m_stderr; }
    QByteArray outputText();
    /// What run() printed.
    QByteArray printedText() const { return m_stdout; }
    /// JSON log lines so far.
    QList<QJsonObject> logLines();
    /// Whether a log line has this event, waiting up to 5 s for it.
    bool sawEvent(const QString &event);

private:
    void prepare(QProcess &process) const;
    void collect();

    Settings m_settings;
    QTemporaryDir m_data;
    QProcess m_process;
    QByteArray m_stdout;
    QByteArray m_stderr;
    QUrl m_url;
    QUrl m_opsUrl;
};

} // namespace signalbox::wire
