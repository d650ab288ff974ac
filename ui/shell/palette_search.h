#pragma once

#include "backend/operator/protocol/providers.h"
#include "ui/client/facets.h"
#include "ui/kit/palette.h"

#include <QTimer>

namespace signalbox::shell {

class Gateways;
class PageRegistry;

/// What Ctrl+K searches: what the window can do, the acts of the pages, the gateways, and, after a pause in typing,
/// the gateway's providers, settings and requests. A new letter or leaving cancels what is still asked.
class PaletteSearch : public QObject
{
    Q_OBJECT

public:
    PaletteSearch(QWidget &window, client::Facets &facets, const PageRegistry &pages, Gateways &gateways);

    /// Opens the palette with these entries and those of everywhere.
    void open(std::vector<kit::PaletteEntry> entries);

Q_SIGNALS:
    void placeWanted(const QByteArray &page, const QString &filter);

private:
    void typed(const QString &text);
    void search();
    void cancel();
    void answered(bool fine);
    void searchProviders();
    void searchSettings(const QStringList &words);
    void searchRequests(const QStringList &words);
    void showProviders(const protocol::Providers &providers);
    void showSwitches(const protocol::Providers &providers);
    kit::PaletteEntry entry(const QString &title, const QString &detail, const QString &keywords, const client::Place &place);
    std::vector<kit::PaletteEntry> gatewayEntries() const;

    client::Facets &m_facets;
    const PageRegistry &m_pages;
    Gateways &m_gateways;
    kit::CommandPalette *m_palette;
    QString m_text;
    QTimer m_pause;
    std::vector<client::Call> m_calls;
    int m_turn = 0; ///< answers to an earlier text are dropped
    int m_waiting = 0;
    bool m_failed = false;
};

/// The words of a search that can stand in a filter: letters, digits and `_ - . /`; at most six.
QStringList searchWords(const QString &text);

/// The filter that finds each of the words in one of the fields.
QString searchFilter(const QStringList &words, const QStringList &fields);

} // namespace signalbox::shell
