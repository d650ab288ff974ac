#include "ui/pages/traffic/waterfall.h"

#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QPainter>

#include <algorithm>
#include <tuple>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBarHeight = 22;
constexpr int kScaleHeight = 16;
constexpr int kGap = 10;
constexpr double kNarrowest = 2;
constexpr double kLeastMs = 0.001;
constexpr int kFirstFailure = 500;

/// The stages that the gateway tells, in words.
QString stageText(const QString &name)
{
    if (name == "received"_L1)
        return Waterfall::tr("reading");
    if (name == "answered"_L1)
        return Waterfall::tr("work");
    return name;
}

} // namespace

std::vector<Waterfall::Block> triesOf(const protocol::UpstreamCall &call)
{
    std::vector<Waterfall::Block> tries;
    if (call.tries == 0)
        return tries;
    double from = call.startMs;
    for (const protocol::RetryPause &pause : call.pauses) {
        tries.push_back({from, pause.startMs});
        from = pause.startMs + pause.ms;
    }
    tries.push_back({from, std::max(from, call.startMs + call.ms)});
    return tries;
}

Waterfall::Waterfall(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Waterfall::show(const protocol::RequestDetail &detail)
{
    m_bars.clear();
    m_totalMs = std::max(detail.request.ms, kLeastMs);
    for (const protocol::StageTiming &stage : detail.stages)
        m_bars.push_back(
            {stageText(stage.name), kit::formatDuration(stage.ms), {{stage.startMs, stage.startMs + stage.ms}}});
    std::vector<protocol::UpstreamCall> calls = detail.calls;
    std::ranges::sort(calls, {},
                      [](const protocol::UpstreamCall &call) { return std::tie(call.startMs, call.upstream); });
    for (const protocol::UpstreamCall &call : calls)
        addCall(call);
    QStringList spoken;
    for (const Bar &bar : m_bars)
        spoken += bar.name + u' ' + bar.told;
    setAccessibleDescription(spoken.join(u", "_s));
    updateGeometry();
    update();
}

void Waterfall::addCall(const protocol::UpstreamCall &call)
{
    const QString outcome = call.tries == 0 ? tr("not sent")
        : call.status == 0                  ? tr("no answer")
                                            : QString::number(call.status);
    const QString name = call.tries > 1 ? u"%1 ×%2"_s.arg(call.upstream).arg(call.tries) : call.upstream;
    // Calls that go on after the answer (nobody waits for them) make the scale longer.
    m_totalMs = std::max(m_totalMs, call.startMs + call.ms);
    m_bars.push_back({name, outcome + u" · "_s + kit::formatDuration(call.ms), triesOf(call), true,
                      call.status == 0 || call.status >= kFirstFailure});
}

QSize Waterfall::sizeHint() const
{
    return {280, kBarHeight * int(m_bars.size()) + kScaleHeight};
}

void Waterfall::paintBar(QPainter *painter, const Bar &bar, const QRectF &line, double left, double room) const
{
    const kit::Tokens &theme = kit::tokens();
    const QColor color = bar.failed ? theme.bad : bar.isCall ? theme.accent : theme.muted;
    const auto xOf = [&](double ms) { return left + room * std::clamp(ms / m_totalMs, 0.0, 1.0); };
    if (bar.blocks.size() > 1) {
        painter->setPen(QPen(color, 1));
        painter->drawLine(QPointF(xOf(bar.blocks.front().from), line.center().y()),
                          QPointF(xOf(bar.blocks.back().to), line.center().y()));
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    for (const Block &block : bar.blocks) {
        const double from = std::min(xOf(block.from), left + room - kNarrowest);
        const double height = bar.isCall ? kBarHeight - 10 : kBarHeight - 16;
        painter->drawRoundedRect(
            QRectF(from, line.center().y() - height / 2, std::max(kNarrowest, xOf(block.to) - from), height), 2, 2);
    }
}

void Waterfall::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(kit::uiFont(11));
    const kit::Tokens &theme = kit::tokens();
    const QFontMetrics metrics = painter.fontMetrics();
    int names = 0;
    int told = 0;
    for (const Bar &bar : m_bars) {
        names = std::max(names, metrics.horizontalAdvance(bar.name));
        told = std::max(told, metrics.horizontalAdvance(bar.told));
    }
    const double left = names + kGap;
    const double room = std::max(40.0, width() - left - told - kGap);
    const double bottom = kBarHeight * double(m_bars.size());
    painter.setPen(theme.line);
    for (const double share : {0.0, 0.5, 1.0}) {
        const double x = std::round(left + room * share) + (share < 1 ? 0.5 : -0.5);
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom + 2));
    }
    for (size_t i = 0; i < m_bars.size(); ++i) {
        const Bar &bar = m_bars[i];
        const QRectF line(0, double(i) * kBarHeight, width(), kBarHeight);
        painter.setPen(theme.text);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, bar.name);
        painter.setPen(bar.failed ? theme.bad : theme.muted);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, bar.told);
        paintBar(&painter, bar, line, left, room);
    }
    painter.setPen(theme.muted);
    const QRectF scale(left, bottom + 2, room, kScaleHeight - 2);
    painter.drawText(scale, Qt::AlignLeft | Qt::AlignVCenter, u"0"_s);
    painter.drawText(scale, Qt::AlignRight | Qt::AlignVCenter, kit::formatDuration(m_totalMs));
}

} // namespace signalbox::pages
