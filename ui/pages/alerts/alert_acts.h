#pragma once

#include "ui/client/facets.h"
#include "ui/kit/undo_bar.h"

namespace signalbox::pages {

/// Acknowledges and shelves one alert or many, and says what came of it.
class AlertActs : public QObject
{
    Q_OBJECT

public:
    /// Told when all of it is over: what went wrong, empty when nothing did.
    using Done = std::function<void(const QString &problem)>;

    AlertActs(client::Facets &facets, kit::UndoBar &undo, QObject *parent = nullptr);

    /// Without words of its own an acknowledgement says that it came from the console.
    void acknowledge(const QStringList &ids, const QString &reason, Done done);
    /// Can be taken back for 10 s.
    void shelve(const QStringList &ids, int minutes, const QString &reason, Done done);
    void endShelving(const QStringList &ids, Done done);
    /// Says something that was not done.
    void tell(const QString &text) { m_undo.tell(text); }

    /// Why neither can be done now, and who can; empty when they can.
    QString refusal() const;

private:
    struct Run;
    using Answer = std::function<void(Result<protocol::AlertAnswer>)>;
    void takeBack(const QStringList &ids);
    void next(const std::shared_ptr<Run> &run);
    QString summary(const Run &run) const;

    client::Facets &m_facets;
    kit::UndoBar &m_undo;
};

} // namespace signalbox::pages
