#include "ui/kit/card.h"

#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::kit {

Card::Card(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_head(new QWidget(this))
    , m_header(new QHBoxLayout(m_head))
    , m_title(new QLabel(m_head))
    , m_remark(new QLabel(m_head))
    , m_body(new QVBoxLayout)
{
    setObjectName(QStringLiteral("card"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 1, 1, 1);
    outer->setSpacing(0);
    m_header->setContentsMargins(kCardPadding, 8, kCardPadding, 4);
    m_header->setSpacing(8);
    m_header->addWidget(m_title);
    m_header->addWidget(m_remark);
    m_header->addStretch(1);
    setTone(m_title, Tone::Strong);
    setTone(m_remark, Tone::Muted);
    outer->addWidget(m_head);
    m_body->setContentsMargins(kCardPadding, 4, kCardPadding, kCardPadding - 2);
    m_body->setSpacing(8);
    outer->addLayout(m_body, 1);
    setTitle(title);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
    for (const QPointer<QWidget> &widget : m_widgets) {
        if (widget)
            widget->setAccessibleName(title);
    }
    showHeader();
}

void Card::setRemark(const QString &remark)
{
    m_remark->setText(remark);
    showHeader();
}

void Card::addToHeader(QWidget *widget)
{
    m_header->addWidget(widget);
    m_hasExtra = true;
    showHeader();
}

void Card::addWidget(QWidget *widget, int stretch)
{
    m_body->addWidget(widget, stretch);
    m_widgets.push_back(widget);
    widget->setAccessibleName(m_title->text());
}

void Card::addLayout(QLayout *layout, int stretch)
{
    m_body->addLayout(layout, stretch);
}

void Card::setFlush(bool flush)
{
    m_body->setContentsMargins(flush ? 0 : kCardPadding, flush ? 0 : 4, flush ? 0 : kCardPadding,
                               flush ? 4 : kCardPadding - 2);
}

void Card::showHeader()
{
    const bool named = !m_title->text().isEmpty() || !m_remark->text().isEmpty();
    m_head->setVisible(named || m_hasExtra);
    m_body->setContentsMargins(m_body->contentsMargins().left(), m_head->isHidden() ? kCardPadding - 2 : 4,
                               m_body->contentsMargins().right(), m_body->contentsMargins().bottom());
}

} // namespace signalbox::kit
