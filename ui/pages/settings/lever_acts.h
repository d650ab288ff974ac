#pragma once

#include "ui/client/facets.h"
#include "ui/kit/undo_bar.h"

namespace signalbox::pages {

/// What the views of this page do alike: flip at once with Undo, take back, and say who was faster.
class LeverActs : public QObject
{
    Q_OBJECT

public:
    LeverActs(client::Facets &facets, kit::UndoBar &undo, QObject *parent = nullptr);

    /// Turns a flag that is on off, or the other way, as it stood in revision `seen`. `done` when it is over, either
    /// way.
    void flip(const protocol::SettingView &setting, qint64 seen, std::function<void()> done);
    /// Tells what was done and offers to take it back for 10 s.
    void offerUndo(const QString &text, const protocol::RevisionAnswer &answer);
    /// What to say about a refused act; after a conflict with who changed what meanwhile, as `context` lives.
    void explain(QObject *context, const Error &error, std::function<void(const QString &)> tell);

Q_SIGNALS:
    /// The gateway wants a person to type this before the flip.
    void confirmWanted(const QString &key, bool on, const QString &text);
    /// It wants one before that rollback.
    void rollbackWanted(qint64 to);

private:
    void takeBack(const protocol::Revision &revision);

    client::Facets &m_facets;
    kit::UndoBar &m_undo;
};

} // namespace signalbox::pages
