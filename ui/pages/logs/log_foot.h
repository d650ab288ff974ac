#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace signalbox::pages {

class LogFeed;

/// Below the table: how far back the lines go, what this list lets go of, and what the live view left out.
class LogFoot : public QWidget
{
    Q_OBJECT

public:
    explicit LogFoot(LogFeed &feed, QWidget *parent = nullptr);

    void retranslate();

private:
    void showAll();

    LogFeed &m_feed;
    QLabel *m_bounds;
    QPushButton *m_older;
    QLabel *m_leftOut;
    QPushButton *m_again;
};

} // namespace signalbox::pages
