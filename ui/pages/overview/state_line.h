#pragma once

#include "backend/operator/protocol/overview_document.h"
#include "ui/kit/card.h"

class QLabel;
class QPushButton;

namespace signalbox::kit {
class StateBadge;
}

namespace signalbox::pages {

/// The first thing that is read: how the gateway is, since when, and the one worst thing, with the way to it.
class StateLine : public kit::Card
{
    Q_OBJECT

public:
    explicit StateLine(QWidget *parent = nullptr);

    void show(const protocol::Overview &overview);
    void retranslate();

Q_SIGNALS:
    /// The worst item's page is wanted, filtered.
    void openWanted(const QByteArray &page, const QString &filter);

private:
    void open();

    kit::StateBadge *m_badge;
    QLabel *m_since;
    QLabel *m_sentence;
    QPushButton *m_open;
    std::optional<protocol::Overview> m_overview;
};

} // namespace signalbox::pages
