#pragma once

#include "ui/client/facets.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace signalbox::kit {
class AsyncAction;
class StateBadge;
}

namespace signalbox::pages {

class AuditExport;

/// Whether the chain is whole, and when that was looked at last; the acts on the whole audit: verify and export.
class ChainBand : public QFrame
{
    Q_OBJECT

public:
    explicit ChainBand(client::Facets &facets, QWidget *parent = nullptr);

    void verify();
    /// Asks for a file first.
    void exportAll();
    void exportTo(const QString &path);
    void retranslate();

Q_SIGNALS:
    /// The entry of that number is wanted, and those around it.
    void entryWanted(const QString &id);

private:
    void take(const Result<protocol::AuditVerdict> &verdict, const std::function<void(const QString &)> &done);
    void showVerdict();

    client::Facets &m_facets;
    kit::StateBadge *m_badge;
    QLabel *m_text;
    QPushButton *m_broken;
    kit::AsyncAction *m_verify;
    kit::AsyncAction *m_export;
    AuditExport *m_writer;
    client::Call m_call;
    std::optional<protocol::AuditVerdict> m_verdict;
    QString m_note; ///< what became of the export
    QString m_path;
};

} // namespace signalbox::pages
