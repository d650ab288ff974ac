#include "tests/support/wire/gateway_process.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QRegularExpression>

namespace signalbox::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStartMs = 10000;
constexpr int kStopMs = 35000;
constexpr int kRunMs = 30000;

} // namespace

GatewayProcess::GatewayProcess(Settings settings)
    : m_settings(std::move(settings))
{
}

GatewayProcess::~GatewayProcess()
{
    killNow();
}

void GatewayProcess::prepare(QProcess &process) const
{
    QProcessEnvironment environment;
    for (const QString &name : {u"PATH"_s, u"ASAN_OPTIONS"_s, u"TSAN_OPTIONS"_s, u"LSAN_OPTIONS"_s, u"HOME"_s})
        environment.insert(name, qEnvironmentVariable(qPrintable(name)));
    environment.insert(u"SIGNALBOX_DATA_DIR"_s, m_data.path());
    environment.insert(u"SIGNALBOX_WORKERS"_s, u"2"_s);
    environment.insert(u"PORT"_s, u"0"_s);
    for (auto it = m_settings.begin(); it != m_settings.end(); ++it)
        environment.insert(it.key(), it.value());
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_data.path());
    process.setProgram(qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s);
}

void GatewayProcess::collect()
{
    m_stdout += m_process.readAllStandardOutput();
    m_stderr += m_process.readAllStandardError();
}

bool GatewayProcess::start(const QStringList &arguments)
{
    prepare(m_process);
    m_stdout.clear();
    m_stderr.clear();
    m_process.setArguments(QStringList{u"serve"_s} + arguments);
    m_process.start();
    static const QRegularExpression ready(u"^signalbox ready (\\S+) ops (\\S+) pid=\\d+$"_s,
                                          QRegularExpression::MultilineOption);
    const QDeadlineTimer deadline(kStartMs);
    while (!deadline.hasExpired()) {
        m_process.waitForReadyRead(50);
        collect();
        const auto match = ready.match(QString::fromUtf8(m_stdout));
        if (match.hasMatch()) {
            m_url = QUrl(match.captured(1));
            m_opsUrl = QUrl(match.captured(2));
            return true;
        }
        if (m_process.state() == QProcess::NotRunning)
            break;
    }
    collect();
    return false;
}

int GatewayProcess::run(const QStringList &arguments)
{
    QProcess process;
    prepare(process);
    process.setArguments(arguments);
    process.start();
    const bool ended = process.waitForFinished(kRunMs);
    m_stdout = process.readAllStandardOutput();
    m_stderr = process.readAllStandardError();
    return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

int GatewayProcess::stop()
{
    m_process.terminate();
    return waitForEnd();
}

int GatewayProcess::waitForEnd()
{
    const bool ended = m_process.waitForFinished(kStopMs);
    collect();
    return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void GatewayProcess::killNow()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(5000);
    collect();
}

QByteArray GatewayProcess::outputText()
{
    m_process.waitForReadyRead(1);
    collect();
    return m_stdout;
}

QList<QJsonObject> GatewayProcess::logLines()
{
    QList<QJsonObject> lines;
    for (const QByteArray &line : outputText().split('\n')) {
        if (line.startsWith('{'))
            lines += QJsonDocument::fromJson(line).object();
    }
    return lines;
}

bool GatewayProcess::sawEvent(const QString &event)
{
    const QDeadlineTimer deadline(5000);
    while (!deadline.hasExpired()) {
        for (const QJsonObject &line : logLines()) {
            if (line["event"_L1].toString() == event)
                return true;
        }
        m_process.waitForReadyRead(50);
    }
    return false;
}

} // namespace signalbox::wire
