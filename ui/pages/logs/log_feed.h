#pragma once

#include "backend/operator/protocol/filter.h"
#include "ui/client/facets.h"
#include "ui/pages/logs/log_lines.h"

#include <QTimer>

namespace signalbox::pages {

/// How far back the gateway's lines go, and how many of them there are.
struct LogBounds
{
    qint64 kept = 0; ///< by the gateway
    qint64 fitting = 0; ///< of those, at the last reading
    std::optional<core::WallTime> oldest; ///< none while there are none
};

/// How the lines that are held stand to those of the gateway.
struct LogStatus
{
    LogBounds bounds;
    bool isRead = false; ///< an answer came, be it a refusal
    bool isPaused = false;
    bool hasOlder = false; ///< that can be read
    std::size_t waiting = 0; ///< live lines held back by the pause
    qint64 missing = 0; ///< live lines that were left out and that reading the newest kept ones did not bring
    std::optional<Error> problem; ///< why the last reading failed; none when it did not
};

/// Brings the lines of one filter together: what the gateway keeps, in pages, and what comes live, in batches of a
/// quarter of a second. Live lines pass the same filter here as the kept ones do on the gateway.
class LogFeed : public QObject
{
    Q_OBJECT

public:
    /// Live lines that wait for the next batch, or for the end of a pause, at most.
    static constexpr std::size_t kMostWaiting = 5'000;

    explicit LogFeed(client::Facets &facets, QObject *parent = nullptr);

    void start();
    void stop();
    /// Another filter: everything is read anew. The text must parse.
    void setFilter(const QString &text);
    /// Holds the live lines back; they are added when it ends.
    void setPaused(bool paused);
    /// The kept lines once more, beside those that are held.
    void readAgain();
    /// Starts over with the newest kept lines: without a gap.
    void startOver();
    void readOlder();

    const LogLines &lines() const { return m_lines; }
    LogStatus status() const;

Q_SIGNALS:
    /// Everything is another: lines() has it.
    void replaced();
    /// These came in addition; the newest last.
    void added(const std::vector<signalbox::protocol::LogRow> &rows);
    /// Bounds, counts or the problem changed.
    void changed();

private:
    void read();
    void readBounds();
    void take(Result<protocol::Page<protocol::LogRow>> page, qint64 leftOut);
    void fill();
    void arrived(const protocol::LogRow &row);
    void flush();
    void failed(const Error &error);
    /// An answer came, be it a refusal.
    bool isRead() const { return !m_fresh || m_problem; }
    bool hasOlder() const { return m_next.has_value() && !m_lines.isFull(); }

    client::Facets &m_facets;
    LogLines m_lines;
    LogBounds m_bounds;
    QString m_text;
    protocol::Filter m_filter;
    std::optional<QString> m_next; ///< cursor of the next older page
    std::optional<Error> m_problem;
    std::vector<protocol::LogRow> m_waiting;
    qint64 m_leftOut = 0;
    qint64 m_wholeUpTo = -1; ///< place of the newest line before which none is left out
    quint64 m_round = 0; ///< answers to an earlier filter are dropped
    bool m_hasGaps = false;
    bool m_fresh = true; ///< nothing was read with this filter yet
    bool m_active = false;
    bool m_paused = false;
    QTimer m_turn;
    QTimer m_boundsTurn;
    QTimer m_fillTurn;
    client::Subscription m_topic;
};

} // namespace signalbox::pages
