#pragma once

#include "ui/client/levers_facet.h"

namespace signalbox::client {

/// A revision on a time axis.
struct FlipMark
{
    qint64 at = 0; ///< ms since the epoch
    QString text; ///< `KROGER_TIMEOUT 10 s → 6 s, by olga`
};

/// The newest revisions as marks for charts. Costs nothing until somebody asked for them with showFlips(); from then on
/// it listens for as long as the link lives (revisions are rare).
class FlipMarks : public QObject
{
    Q_OBJECT

public:
    explicit FlipMarks(LeversFacet &levers);

    void start();
    const std::vector<FlipMark> &marks() const { return m_marks; }

Q_SIGNALS:
    void changed();

private:
    void read();
    void add(const protocol::Revision &revision);

    LeversFacet &m_levers;
    Subscription m_followed;
    std::vector<FlipMark> m_marks;
};

/// Shows the marks on every chart of the list, now and whenever they change: one line in a page.
template <class Mark, class Chart>
void showFlips(FlipMarks &flips, const QList<Chart *> &charts)
{
    for (Chart *chart : charts) {
        const auto show = [&flips, chart] {
            std::vector<Mark> marks;
            for (const FlipMark &mark : flips.marks())
                marks.push_back({mark.at, mark.text});
            chart->setMarks(std::move(marks));
        };
        QObject::connect(&flips, &FlipMarks::changed, chart, show);
        show();
    }
    flips.start();
}

} // namespace signalbox::client
