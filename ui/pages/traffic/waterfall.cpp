#include "ui/pages/traffic/waterfall.h"

#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QPainter>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBarHeight = 20;
constexpr int kNameWidth = 110;
constexpr int kTimeWidth = 64;
constexpr int kEmptyBars = 1;

} // namespace

Waterfall::Waterfall(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Stages of the request"));
}

void Waterfall::show(const protocol::RequestDetail &detail)
{
    m_bars.clear();
    m_totalMs = std::max(detail.request.ms, 0.001);
    for (const protocol::StageTiming &stage : detail.stages)
        m_bars.push_back({stage.name, stage.startMs, stage.ms, false});
    for (const protocol::UpstreamCall &call : detail.calls) {
        const QString name = call.tries > 1 ? u"%1 ×%2"_s.arg(call.upstream).arg(call.tries) : call.upstream;
        // A call's start is not kept, so its bar is laid against the end, where the slowest one ends.
        m_bars.push_back({name, std::max(0.0, m_totalMs - call.ms), call.ms, call.status == 0 || call.status >= 500});
    }
    updateGeometry();
    update();
}

QSize Waterfall::sizeHint() const
{
    return {280, kBarHeight * std::max(kEmptyBars, int(m_bars.size()))};
}

void Waterfall::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(kit::uiFont(11));
    const kit::Tokens &tokens = kit::tokens();
    const double room = std::max(40, width() - kNameWidth - kTimeWidth);
    for (size_t i = 0; i < m_bars.size(); ++i) {
        const Bar &bar = m_bars[i];
        const QRect line(0, int(i) * kBarHeight, width(), kBarHeight);
        painter.setPen(tokens.text);
        painter.drawText(line.adjusted(0, 0, kNameWidth - 8 - width(), 0), Qt::AlignVCenter | Qt::AlignLeft, bar.name);
        const QRectF box(kNameWidth + room * std::clamp(bar.startMs / m_totalMs, 0.0, 1.0), line.top() + 5,
                         std::max(2.0, room * std::clamp(bar.ms / m_totalMs, 0.0, 1.0)), kBarHeight - 10);
        painter.setPen(Qt::NoPen);
        painter.setBrush(bar.failed ? tokens.bad : tokens.accent);
        painter.drawRoundedRect(box, 2, 2);
        painter.setPen(tokens.muted);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, kit::formatDuration(bar.ms));
    }
}

} // namespace signalbox::pages
