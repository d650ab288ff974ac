#include "ui/client/flip_marks.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

constexpr std::size_t kMostMarks = 200;
constexpr std::size_t kNamed = 2;

QString textOf(const protocol::Revision &revision)
{
    QStringList parts;
    for (const protocol::SettingChange &change : revision.changes) {
        if (parts.size() == kNamed) {
            parts += u"…"_s;
            break;
        }
        parts += change.key + u' ' + change.before.value_or(u"–"_s) + u" → "_s + change.after.value_or(u"–"_s);
    }
    return u"%1: %2 (%3)"_s.arg(revision.number).arg(parts.join(u", "_s), revision.actor);
}

} // namespace

FlipMarks::FlipMarks(LeversFacet &levers) : m_levers(levers)
{
    connect(&levers, &LeversFacet::outdated, this, &FlipMarks::read);
    connect(&levers, &LeversFacet::happened, this, [this](const protocol::RevisionEvent &event) {
        if (!m_followed || !event.revision)
            return;
        add(*event.revision);
        Q_EMIT changed();
    });
}

void FlipMarks::start()
{
    if (!m_followed)
        m_followed = m_levers.follow();
}

void FlipMarks::read()
{
    if (!m_followed)
        return;
    m_levers.revisions(this, {.filter = {}, .sort = {}, .limit = int(kMostMarks), .cursor = {}},
                       [this](const Result<protocol::Page<protocol::Revision>> &page) {
                           if (!page)
                               return;
                           m_marks.clear();
                           for (auto it = page->items.rbegin(); it != page->items.rend(); ++it)
                               add(*it);
                           Q_EMIT changed();
                       });
}

void FlipMarks::add(const protocol::Revision &revision)
{
    if (m_marks.size() == kMostMarks)
        m_marks.erase(m_marks.begin());
    m_marks.push_back({core::epochMs(revision.at), textOf(revision)});
}

} // namespace signalbox::client
