#include "ui/kit/view_state.h"

#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QCoreApplication>
#include <QPainter>

namespace signalbox::kit {

ViewState ViewState::loading()
{
    return {Kind::Loading, QCoreApplication::translate("ViewState", "Loading…"), {}};
}

void paintViewState(QPainter *painter, const QRect &box, const ViewState &state)
{
    if (state.kind == ViewState::Kind::Ready)
        return;
    const Tokens &theme = tokens();
    const bool failed = state.kind == ViewState::Kind::Error;
    const QRect inner = box.adjusted(12, 4, -12, -4);
    painter->save();
    painter->setFont(uiFont(13, QFont::DemiBold));
    const int flags = Qt::AlignHCenter | Qt::TextWordWrap;
    const QString text = failed ? QStringLiteral("■ ") + state.text : state.text;
    const int first = painter->boundingRect(inner, flags, text).height();
    painter->setFont(uiFont(12));
    const int second = state.hint.isEmpty() ? 0 : painter->boundingRect(inner, flags, state.hint).height() + 4;
    const int top = inner.top() + std::max(0, (inner.height() - first - second) / 2);
    painter->setPen(failed ? theme.bad : theme.muted);
    painter->setFont(uiFont(13, QFont::DemiBold));
    painter->drawText(QRect(inner.left(), top, inner.width(), first), flags, text);
    painter->setPen(theme.muted);
    painter->setFont(uiFont(12));
    painter->drawText(QRect(inner.left(), top + first + 4, inner.width(), second), flags, state.hint);
    painter->restore();
}

} // namespace signalbox::kit
