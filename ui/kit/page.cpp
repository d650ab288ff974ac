#include "ui/kit/page.h"

#include "ui/kit/filter_field.h"
#include "ui/kit/theme.h"

#include <QAction>
#include <QEvent>
#include <QVBoxLayout>

namespace signalbox::kit {

Page::Page(const PageTools &tools, QWidget *parent) : QWidget(parent), m_tools(tools), m_body(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    m_body->setContentsMargins(kPageMargin, kPageMargin - 2, kPageMargin, kPageMargin);
    m_body->setSpacing(kCardGap);
}

void Page::openWith(const QString &filter)
{
    if (m_filter != nullptr)
        m_filter->setText(filter);
}

QAction *Page::addKey(const QKeySequence &keys, std::function<void()> act)
{
    auto *action = new QAction(this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(act));
    addAction(action);
    return action;
}

void Page::setFilterField(FilterField *field)
{
    m_filter = field;
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    onShown();
}

void Page::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    onHidden();
}

void Page::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace signalbox::kit
