#include "ui/pages/alerts/alert_acts.h"

#include "ui/client/act_words.h"
#include "ui/kit/error_text.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
// Reasons are data for the audit log and stay English there.
const QString kAcknowledged = u"Acknowledged in the console"_s;
const QString kEnded = u"Shelving ended in the console"_s;
}

/// One act on many alerts, one call after the other, so that a flood of alerts does not become one of calls.
struct AlertActs::Run
{
    QStringList ids;
    std::function<void(const QString &id, Answer answer)> step;
    std::function<void(const Run &run)> over;
    qsizetype at = 0;
    QStringList done;
    std::optional<Error> problem;
};

AlertActs::AlertActs(client::Facets &facets, kit::UndoBar &undo, QObject *parent)
    : QObject(parent)
    , m_facets(facets)
    , m_undo(undo)
{
}

QString AlertActs::refusal() const
{
    return client::actRefusal(m_facets.session, u"POST /ops/v1/alerts/:id/ack"_s);
}

void AlertActs::next(const std::shared_ptr<Run> &run)
{
    if (run->at == run->ids.size())
        return run->over(*run);
    const QString id = run->ids[run->at++];
    run->step(id, [this, run, id](const Result<protocol::AlertAnswer> &answer) {
        if (answer)
            run->done += id;
        else if (!run->problem)
            run->problem = answer.error();
        next(run);
    });
}

/// Empty when everything went well.
QString AlertActs::summary(const Run &run) const
{
    if (!run.problem)
        return {};
    const QString why = kit::errorText(*run.problem);
    return run.ids.size() == 1 ? why : tr("%1 of %2 done. %3").arg(run.done.size()).arg(run.ids.size()).arg(why);
}

void AlertActs::acknowledge(const QStringList &ids, const QString &reason, Done done)
{
    const QString note = reason.isEmpty() ? kAcknowledged : reason;
    const auto step = [this, note](const QString &id, const Answer &answer) {
        m_facets.alerts.acknowledge(this, id, note, answer);
    };
    const auto over = [this, done = std::move(done)](const Run &run) {
        if (!run.done.isEmpty())
            m_undo.tell(tr("%n alert(s) acknowledged: they call nobody any more.", nullptr, int(run.done.size())));
        done(summary(run));
    };
    next(std::make_shared<Run>(Run{ids, step, over, 0, {}, {}}));
}

void AlertActs::shelve(const QStringList &ids, int minutes, const QString &reason, Done done)
{
    const auto step = [this, minutes, reason](const QString &id, const Answer &answer) {
        m_facets.alerts.shelve(this, id, minutes, reason, answer);
    };
    const auto over = [this, done = std::move(done)](const Run &run) {
        if (!run.done.isEmpty())
            m_undo.offer(tr("%n alert(s) shelved: quiet until then.", nullptr, int(run.done.size())),
                         [this, ids = run.done] { takeBack(ids); });
        done(summary(run));
    };
    next(std::make_shared<Run>(Run{ids, step, over, 0, {}, {}}));
}

void AlertActs::takeBack(const QStringList &ids)
{
    endShelving(ids, [this](const QString &problem) {
        if (!problem.isEmpty())
            tell(problem);
    });
}

void AlertActs::endShelving(const QStringList &ids, Done done)
{
    const auto step
        = [this](const QString &id, const Answer &answer) { m_facets.alerts.shelve(this, id, 0, kEnded, answer); };
    const auto over = [this, done = std::move(done)](const Run &run) {
        if (!run.done.isEmpty())
            m_undo.tell(tr("%n alert(s) off the shelf: they call again.", nullptr, int(run.done.size())));
        done(summary(run));
    };
    next(std::make_shared<Run>(Run{ids, step, over, 0, {}, {}}));
}

} // namespace signalbox::pages
