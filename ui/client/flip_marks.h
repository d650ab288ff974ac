#pragma once

#include "backend/operator/protocol/alerts.h"
#include "backend/operator/protocol/audit.h"
#include "ui/client/levers_facet.h"
#include "ui/client/session_facet.h"

#include <map>

namespace signalbox::client {

/// What happened at a moment, on a time axis.
struct TimeMark
{
    enum class Kind { Flip, Start, AlertBegan, AlertEnded };

    qint64 at = 0; ///< ms since the epoch
    QString text; ///< `12 LOOPGPT_KROGER_TIMEOUT 10000 → 6000 (olga)`
    Kind kind = Kind::Flip;
};

/// What explains a bend in a curve, as marks for charts: the newest revisions, breakers that somebody forced, the
/// gateway's start, alerts that began or ended. Costs nothing until somebody asked for them with showFlips(); from then on it listens for as long as the
/// link lives (all of it is rare).
class FlipMarks : public QObject
{
    Q_OBJECT

public:
    FlipMarks(Link &link, LeversFacet &levers, SessionFacet &session);

    void start();
    /// Oldest first.
    std::vector<TimeMark> marks() const;

Q_SIGNALS:
    void changed();

private:
    void take(const QByteArray &topic, const QJsonObject &data);
    void readRevisions();
    void readAlerts();
    void readBreakers();
    void add(const protocol::Revision &revision);
    void add(const protocol::Alert &alert);
    void add(const protocol::AuditEntry &entry);

    Link &m_link;
    LeversFacet &m_levers;
    SessionFacet &m_session;
    Subscription m_revisionTopic;
    Subscription m_alertTopic;
    Subscription m_auditTopic;
    std::vector<TimeMark> m_flips;
    std::map<QString, TimeMark> m_breakers; ///< by the audit entry's id
    std::map<std::pair<QString, qint64>, protocol::Alert> m_alerts; ///< by id and when it fired
};

/// Shows the marks on every chart of the list, now and whenever they change: one line in a page.
template <class Mark, class Chart>
void showFlips(FlipMarks &flips, const QList<Chart *> &charts)
{
    for (Chart *chart : charts) {
        const auto show = [&flips, chart] {
            std::vector<Mark> marks;
            for (const TimeMark &mark : flips.marks())
                marks.push_back({mark.at, mark.text, decltype(Mark::kind)(mark.kind)});
            chart->setMarks(std::move(marks));
        };
        QObject::connect(&flips, &FlipMarks::changed, chart, show);
        show();
    }
    flips.start();
}

} // namespace signalbox::client
