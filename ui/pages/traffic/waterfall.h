#pragma once

#include "backend/operator/protocol/requests.h"

#include <QWidget>

namespace signalbox::pages {

/// The stages and upstream calls of one request as bars over its duration.
class Waterfall : public QWidget
{
    Q_OBJECT

public:
    explicit Waterfall(QWidget *parent = nullptr);

    void show(const protocol::RequestDetail &detail);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Bar
    {
        QString name;
        double startMs = 0;
        double ms = 0;
        bool failed = false;
    };

    std::vector<Bar> m_bars;
    double m_totalMs = 1;
};

} // namespace signalbox::pages
