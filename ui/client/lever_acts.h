#pragma once

#include "backend/operator/protocol/settings.h"
#include "ui/client/levers_facet.h"

namespace signalbox::client {

/// What everything that changes settings does alike: act at once with Undo, take back, and say who was faster. Shows
/// nothing itself: a page hands undoOffered() and told() to its undo bar.
class LeverActs : public QObject
{
    Q_OBJECT

public:
    /// `errorText` words an error for people.
    LeverActs(LeversFacet &levers, QString (*errorText)(const Error &), QObject *parent = nullptr);

    /// Makes the revision, then offers to take it back and tells it with `text`. `done` when it is over, either way.
    void apply(const protocol::RevisionRequest &request, const QString &text, std::function<void()> done);
    /// Turns a flag that is on off, or the other way, as it stood in revision `seen`.
    void flip(const protocol::SettingView &setting, qint64 seen, std::function<void()> done);
    /// Tells what was done and offers to take it back for 10 s.
    void offerUndo(const QString &text, const protocol::RevisionAnswer &answer);
    /// What to say about a refused act; after a conflict with who changed what meanwhile, as `context` lives.
    void explain(QObject *context, const Error &error, std::function<void(const QString &)> tell);

Q_SIGNALS:
    void undoOffered(const QString &text, const std::function<void()> &undo);
    void told(const QString &text);
    /// The gateway wants a person to type `text` before it makes this revision.
    void confirmWanted(const signalbox::protocol::RevisionRequest &request, const QString &text);

private:
    void takeBack(const protocol::Revision &revision);

    LeversFacet &m_levers;
    QString (*m_errorText)(const Error &);
};

/// The guard that a form asked for, in the words of the protocol. `Choice` is kit::GuardChoice.
template <class Choice>
std::optional<protocol::GuardSpec> guardSpec(const std::optional<Choice> &choice)
{
    if (!choice)
        return std::nullopt;
    return protocol::GuardSpec {.metric = choice->metric,
                                .service = choice->service,
                                .worseBy = choice->worseBy,
                                .watchSec = choice->watch.count(),
                                .minSamples = choice->minSamples};
}

} // namespace signalbox::client
