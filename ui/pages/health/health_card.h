#pragma once

#include "ui/kit/card.h"
#include "ui/kit/row_model.h"
#include "ui/pages/health/health_parts.h"

class QLabel;

namespace signalbox::kit {
class LayoutStore;
class TableView;
}

namespace signalbox::pages {

/// The health of the gateway in words: one sentence, then every part, the worst first. A part opens its page.
class HealthCard : public kit::Card
{
    Q_OBJECT

public:
    explicit HealthCard(kit::LayoutStore &layout, QWidget *parent = nullptr);

    /// What is known; null before the gateway's first word.
    void show(const protocol::Overview *overview, std::vector<HealthPart> parts);
    /// How old it is, or since when there is nothing newer.
    void setAge(const QString &text);
    void retranslate();

Q_SIGNALS:
    void placeWanted(const QByteArray &page, const QString &filter);

private:
    void open(const QByteArray &id);

    kit::RowModel m_rows;
    kit::StateBadge *m_badge;
    QLabel *m_sentence;
    kit::TableView *m_table;
    std::vector<HealthPart> m_parts;
};

} // namespace signalbox::pages
