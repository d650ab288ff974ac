#pragma once

#include "backend/operator/protocol/requests.h"

#include <QWidget>

namespace signalbox::pages {

/// Where the time of one request went: its stages, then its upstream calls by their start, each as a bar over the
/// request's duration. The tries of a call are blocks, the pauses between them a thin line.
class Waterfall : public QWidget
{
    Q_OBJECT

public:
    /// A part of a bar, in ms since the request's head was complete.
    struct Block
    {
        double from = 0;
        double to = 0;
        bool operator==(const Block &) const = default;
    };

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
        QString told; ///< status and duration
        std::vector<Block> blocks;
        bool isCall = false;
        bool failed = false;
    };

    void addCall(const protocol::UpstreamCall &call);
    void paintBar(QPainter *painter, const Bar &bar, const QRectF &line, double left, double room) const;

    std::vector<Bar> m_bars;
    double m_totalMs = 1;
};

/// The tries of a call: what lies between its pauses. Empty when nothing was sent.
std::vector<Waterfall::Block> triesOf(const protocol::UpstreamCall &call);

} // namespace signalbox::pages
