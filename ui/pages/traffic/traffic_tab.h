#pragma once

#include <QWidget>

namespace signalbox::pages {

/// One tab of the Traffic page.
class TrafficTab : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Sets every text anew.
    virtual void retranslate() = 0;
    /// It is shown from now on: read and follow what only this tab needs.
    virtual void start() { }
    virtual void stop() { }

Q_SIGNALS:
    /// The requests that this filter lets through are wanted.
    void requestsWanted(const QString &filter);
};

} // namespace signalbox::pages
