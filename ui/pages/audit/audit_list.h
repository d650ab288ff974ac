#pragma once

#include "backend/operator/protocol/filter.h"
#include "ui/client/facets.h"
#include "ui/kit/card.h"
#include "ui/kit/row_model.h"

class QPushButton;

namespace signalbox::kit {
class LayoutStore;
class TableView;
}

namespace signalbox::pages {

/// The entries, newest first: page by page from the gateway, new ones as they come.
class AuditList : public kit::Card
{
    Q_OBJECT

public:
    AuditList(client::Facets &facets, kit::LayoutStore &layout, QWidget *parent = nullptr);

    /// Shows what the filter lets through. `choose`: the entry to choose then.
    void read(const QString &filter, const QString &choose = {});
    void start();
    void stop();
    kit::TableView &table() const { return *m_table; }
    const protocol::AuditEntry *find(const QByteArray &id) const;
    void retranslate();

Q_SIGNALS:
    void chosenChanged();

private:
    void readFrom(const QString &cursor);
    void take(const Result<protocol::Page<protocol::AuditEntry>> &page, bool older);
    void add(const protocol::AuditEntry &entry);
    void showRemark();

    client::Facets &m_facets;
    kit::RowModel m_rows;
    kit::TableView *m_table;
    QPushButton *m_older;
    std::vector<protocol::AuditEntry> m_entries; ///< in no order
    std::vector<protocol::AuditEntry> m_came; ///< while a page is on its way
    QString m_filter;
    protocol::Filter m_parsed;
    std::optional<QString> m_next; ///< cursor of the next older ones
    QString m_choose;
    qint64 m_total = 0;
    qint64 m_staleSince = 0; ///< ms; 0 while the last read went well
    qint64 m_readAt = 0;
    bool m_reading = false;
    quint64 m_asked = 0;
    client::Subscription m_topic;
};

} // namespace signalbox::pages
