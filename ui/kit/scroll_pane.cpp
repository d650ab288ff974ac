#include "ui/kit/scroll_pane.h"

#include "ui/kit/theme.h"

#include <QLayout>
#include <QScrollArea>

namespace signalbox::kit {

using namespace Qt::StringLiterals;

QWidget *makeScrollPane(QLayout *cards, int width)
{
    auto *inner = new QWidget;
    inner->setObjectName(u"pageBody"_s);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(kCardGap);
    inner->setLayout(cards);
    auto *pane = new QScrollArea;
    pane->setWidget(inner);
    pane->setWidgetResizable(true);
    pane->setFrameShape(QFrame::NoFrame);
    pane->setFocusPolicy(Qt::NoFocus);
    pane->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    if (width > 0)
        pane->setFixedWidth(width);
    return pane;
}

} // namespace signalbox::kit
