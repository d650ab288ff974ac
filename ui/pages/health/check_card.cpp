#include "ui/pages/health/check_card.h"

#include "ui/kit/theme.h"

#include <QLabel>
#include <QPushButton>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

CheckCard::CheckCard(QWidget *parent)
    : Card({}, parent), m_badge(new kit::StateBadge), m_title(new QLabel), m_found(new QLabel), m_todoName(new QLabel),
      m_todo(new QLabel), m_settings(new QLabel), m_open(new QPushButton)
{
    for (QLabel *label : {m_title, m_found, m_todo, m_settings}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    kit::setTone(m_title, kit::Tone::Strong);
    kit::setTone(m_todoName, kit::Tone::Muted);
    kit::setTone(m_settings, kit::Tone::Muted);
    for (QWidget *widget : std::initializer_list<QWidget *> {m_title, m_badge, m_found, m_todoName, m_todo, m_settings})
        body()->addWidget(widget);
    body()->addWidget(m_open, 0, Qt::AlignLeft);
    body()->addStretch(1);
    connect(m_open, &QPushButton::clicked, this, &CheckCard::open);
    retranslate();
}

void CheckCard::show(const std::optional<protocol::CheckItem> &item)
{
    m_item = item;
    retranslate();
}

void CheckCard::setKnown(QSet<QString> keys)
{
    m_known = std::move(keys);
    retranslate();
}

void CheckCard::open()
{
    if (!m_item)
        return;
    if (const client::Place place = CheckWords::place(*m_item, m_known); !place.page.isEmpty())
        Q_EMIT placeWanted(place.page, place.filter);
}

void CheckCard::retranslate()
{
    setTitle(m_item ? CheckWords::group(*m_item) : tr("Item"));
    for (QWidget *widget : std::initializer_list<QWidget *> {m_badge, m_found, m_todoName, m_todo, m_settings, m_open})
        widget->setVisible(m_item.has_value());
    if (!m_item) {
        m_title->setText(tr("Choose an item to see what was found and what to do."));
        return;
    }
    m_title->setText(CheckWords::title(*m_item));
    m_badge->setHealth(CheckWords::health(*m_item), CheckWords::verdict(*m_item));
    m_found->setText(m_item->evidence);
    m_found->setVisible(!m_item->evidence.isEmpty());
    const QString todo = CheckWords::advice(*m_item);
    m_todoName->setText(tr("What to do"));
    m_todo->setText(todo);
    m_todoName->setVisible(!todo.isEmpty());
    m_todo->setVisible(!todo.isEmpty());
    const QStringList keys = CheckWords::settings(*m_item, m_known);
    m_settings->setText(tr("Settings concerned: %1").arg(keys.join(u", "_s)));
    m_settings->setVisible(!keys.isEmpty());
    const QByteArray page = CheckWords::place(*m_item, m_known).page;
    m_open->setText(page == "settings"        ? tr("Open in Flags && settings")
                        : page == "providers" ? tr("Open Providers")
                        : page == "audit"     ? tr("Open Audit")
                                              : tr("Open Traffic"));
    m_open->setVisible(!page.isEmpty());
}

} // namespace signalbox::pages
