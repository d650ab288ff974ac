#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/pages/logs/log_feed.h"

class QPushButton;
class QSplitter;

namespace signalbox::kit {
class StateBadge;
}

namespace signalbox::pages {

class LogCard;
class LogFoot;
class LogList;

/// Logs (contract operator-console 4.2): the gateway's structured log, live and as far back as it is kept, with one
/// line opened in full.
class LogsPage : public kit::Page
{
    Q_OBJECT

public:
    LogsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;
    void onHidden() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void addKeys();
    void togglePause();
    void askForFile();
    void save(const QString &path);
    /// The selected lines where there are several, else all that are shown; the oldest first.
    std::vector<const protocol::LogRow *> toSave();
    void showLine(const QString &id);
    void showState();
    void showLive();
    void openRequest(const QString &requestId);

    client::Facets &m_facets;
    LogFeed m_feed;
    kit::FilterField *m_filter;
    LogList *m_list;
    LogCard *m_detail;
    QSplitter *m_halves;
    kit::StateBadge *m_live;
    QPushButton *m_pause;
    QPushButton *m_export;
    LogFoot *m_foot;
    QAction *m_pauseKey;
    QAction *m_againKey;
    QAction *m_newestKey;
    QAction *m_exportKey;
};

} // namespace signalbox::pages
