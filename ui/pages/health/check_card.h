#pragma once

#include "ui/kit/card.h"
#include "ui/pages/health/check_words.h"

#include <QSet>

class QLabel;
class QPushButton;

namespace signalbox::pages {

/// One item of a checklist: what was found, what to do about it, and the way to where it can be done.
class CheckCard : public kit::Card
{
    Q_OBJECT

public:
    explicit CheckCard(QWidget *parent = nullptr);

    void show(const std::optional<protocol::CheckItem> &item);
    /// The keys of the gateway's settings.
    void setKnown(QSet<QString> keys);
    /// Goes where the item can be dealt with; nothing where there is no such place.
    void open();
    void retranslate();

Q_SIGNALS:
    void placeWanted(const QByteArray &page, const QString &filter);

private:
    kit::StateBadge *m_badge;
    QLabel *m_title;
    QLabel *m_found;
    QLabel *m_todoName;
    QLabel *m_todo;
    QLabel *m_settings;
    QPushButton *m_open;
    std::optional<protocol::CheckItem> m_item;
    QSet<QString> m_known;
};

} // namespace signalbox::pages
