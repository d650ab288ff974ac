#include "tests/system/approvals_check.h"

#include <QJsonDocument>

namespace signalbox::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostFaults = 100;

bool isOpen(const QString &state)
{
    return state == u"new" || state == u"prompted";
}

} // namespace

storage::Rows ApprovalsCheck::rows(storage::Database &store, const QString &sql)
{
    storage::Rows found;
    const auto done = store.readNow([&found, &sql](storage::Connection &connection) -> Result<QVariant> {
        auto read = connection.query(sql);
        if (!read)
            return std::unexpected(read.error());
        found = std::move(*read);
        return QVariant();
    });
    if (!done)
        fault(u"the store cannot be read: "_s + done.error().detail.text());
    return found;
}

qint64 ApprovalsCheck::underWay(storage::Database &store)
{
    const auto count = store.readNow([](storage::Connection &connection) -> Result<QVariant> {
        const auto read = connection.query(
            u"SELECT (SELECT count(*) FROM approval_prompts WHERE status IN ('held', 'pending', 'sending')) + "
            "(SELECT count(*) FROM approval_outbox WHERE state = 'pending') + "
            "(SELECT count(*) FROM approval_candidates WHERE state IN ('new', 'prompted') AND deadline_sec < 10)"_s);
        if (!read)
            return std::unexpected(read.error());
        return read->front().front();
    });
    return count ? count->toLongLong() : -1;
}

void ApprovalsCheck::fault(const QString &what)
{
    if (m_verdict.faults.size() < kMostFaults)
        m_verdict.faults += what;
}

void ApprovalsCheck::lost(const QString &what)
{
    ++m_verdict.losses;
    fault(u"lost: "_s + what);
}

void ApprovalsCheck::twice(const QString &what)
{
    ++m_verdict.doubles;
    fault(u"twice: "_s + what);
}

ApprovalsVerdict ApprovalsCheck::check(storage::Database &store)
{
    if (readCandidates(store)) {
        checkSubmissions();
        checkReplies(store);
        checkOutbox(store);
        checkPrompts(store);
        checkTimes();
    }
    return m_verdict;
}

bool ApprovalsCheck::readCandidates(storage::Database &store)
{
    for (const storage::Row &row : rows(
             store,
             u"SELECT id, state, coalesce(decision, ''), coalesce(final_text, ''), coalesce(decider, ''), deadline_ms, "
             "coalesce(decided_ms, 0) FROM approval_candidates"_s)) {
        m_stored.insert(row[0].toString(),
                        {row[1].toString(), row[2].toString(), row[3].toString(), row[4].toString(),
                         row[5].toLongLong(), row[6].toLongLong()});
        ++m_verdict.states[row[1].toString()];
    }
    m_verdict.candidates = m_stored.size();
    return !m_stored.isEmpty();
}

void ApprovalsCheck::checkSubmissions()
{
    m_verdict.acknowledged = m_load.submitted().size();
    for (auto it = m_load.submitted().begin(); it != m_load.submitted().end(); ++it) {
        if (!m_stored.contains(it.key()))
            lost(u"candidate "_s + it.key());
    }
}

void ApprovalsCheck::checkReplies(storage::Database &store)
{
    QSet<QString> votes;
    for (const storage::Row &row : rows(store, u"SELECT inbound_id FROM approval_votes"_s))
        votes += row[0].toString();
    m_verdict.acknowledgedReplies = m_load.said().size();
    QHash<QString, QString> deciding;
    for (const Said &said : m_load.said()) {
        const QString &id = said.errand.id;
        const QString messageId = QString::fromLatin1(said.errand.messageId);
        const bool inConsole = said.errand.kind == Errand::Kind::Console;
        if (!inConsole && !votes.contains(messageId))
            lost(u"reply %1 to %2"_s.arg(messageId, id));
        if (said.decision.isEmpty())
            continue;
        const Stored stored = m_stored.value(id);
        if (stored.decision != said.decision)
            lost(u"decision %1 of %2, stored is %3"_s.arg(said.decision, id, stored.decision));
        const bool byImessage = said.errand.kind == Errand::Kind::Imessage;
        const QString decider = (byImessage ? u"imessage:"_s : QString()) + said.errand.from;
        if (stored.decider != decider)
            fault(u"%1 decided by %2, stored is %3"_s.arg(id, decider, stored.decider));
        if (deciding.contains(id) && deciding[id] != messageId)
            twice(u"decision of %1: %2 and %3"_s.arg(id, deciding[id], messageId));
        deciding.insert(id, messageId);
    }
}

void ApprovalsCheck::checkOutbox(storage::Database &store)
{
    QSet<QString> withRow;
    for (const storage::Row &row : rows(store, u"SELECT subject, webhook_id, body, state FROM approval_outbox"_s)) {
        const QString id = row[0].toString();
        if (withRow.contains(id))
            twice(u"outbox row of "_s + id);
        withRow += id;
        checkDecision(id, row[1].toString().toLatin1(), row[2].toByteArray(), row[3].toString());
    }
    m_verdict.decisions = withRow.size();
    for (auto it = m_stored.begin(); it != m_stored.end(); ++it) {
        if (!isOpen(it->state) && !withRow.contains(it.key()))
            lost(u"the decision of %1 has no callback"_s.arg(it.key()));
    }
    for (auto it = m_parties.callbacks().begin(); it != m_parties.callbacks().end(); ++it) {
        if (!withRow.contains(it.key()))
            fault(u"a callback about %1, which is not decided"_s.arg(it.key()));
    }
    QSet<QString> logged;
    for (const storage::Row &row : rows(store, u"SELECT id FROM approval_activity"_s))
        logged += row[0].toString();
    if (logged != withRow)
        fault(u"%1 activities, %2 decisions"_s.arg(logged.size()).arg(withRow.size()));
}

void ApprovalsCheck::checkDecision(const QString &id, const QByteArray &webhookId, const QByteArray &body,
                                   const QString &state)
{
    if (state != u"delivered")
        lost(u"callback of %1 is %2"_s.arg(id, state));
    const QList<Callback> got = m_parties.callbacks().value(id);
    if (got.isEmpty())
        lost(u"core never heard of "_s + id);
    m_verdict.callbacks += got.size();
    m_verdict.repeatedCallbacks += std::max<qsizetype>(0, got.size() - 1);
    for (const Callback &one : got) {
        if (one.webhookId != webhookId || one.body != body)
            twice(u"callbacks of %1 differ"_s.arg(id));
        if (!one.isSigned)
            fault(u"a callback of %1 is not signed"_s.arg(id));
    }
    const QJsonObject told = QJsonDocument::fromJson(body).object();
    const Stored stored = m_stored.value(id);
    if (told["decision"_L1].toString() != stored.decision || told["final_text"_L1].toString() != stored.finalText
        || told["decider"_L1].toString() != stored.decider || isOpen(stored.state) || stored.state != stored.decision)
        fault(u"core was told something else about %1 than is stored"_s.arg(id));
}

void ApprovalsCheck::checkPrompts(storage::Database &store)
{
    for (auto it = m_parties.whatsapp().begin(); it != m_parties.whatsapp().end(); ++it) {
        m_verdict.whatsappPrompts += it.value();
        if (it.value() > 1)
            twice(u"WhatsApp took %1 %2 times"_s.arg(it.key()).arg(it.value()));
    }
    for (auto it = m_parties.imessage().begin(); it != m_parties.imessage().end(); ++it) {
        m_verdict.imessagePrompts += it.value();
        if (it.value() > 1)
            twice(u"iMessage took %1 %2 times"_s.arg(it.key()).arg(it.value()));
    }
    for (const storage::Row &row : rows(store,
                                        u"SELECT candidate_id, revision, address, channel, status, parts, "
                                        "coalesce(error_code, '') FROM approval_prompts"_s)) {
        const QString status = row[4].toString();
        const bool whatsapp = row[3].toString() == u"whatsapp";
        const QString key = promptKey(row[0].toString(), row[1].toInt(), row[2].toString());
        if (status == u"held" || status == u"pending" || status == u"sending")
            fault(u"prompt %1 is %2"_s.arg(key, status));
        if (status == u"failed" && row[6].toString() != u"skipped")
            fault(u"prompt %1 failed with %2"_s.arg(key, row[6].toString()));
        m_verdict.unknownPrompts += status == u"unknown" ? 1 : 0;
        if (status != u"sent")
            continue;
        for (int part = 1; part <= row[5].toInt(); ++part) {
            const QString heading = row[5].toInt() > 1 ? u"(%1/%2)"_s.arg(part).arg(row[5].toInt()) : QString();
            if (!(whatsapp ? m_parties.whatsapp() : m_parties.imessage()).contains(key + heading))
                lost(u"prompt %1 is stored as sent, nobody got it"_s.arg(key + heading));
        }
    }
}

void ApprovalsCheck::checkTimes()
{
    for (auto it = m_stored.begin(); it != m_stored.end(); ++it) {
        if (it->decided == 0)
            continue;
        const bool late = it->decided >= it->deadline;
        if (late != (it->state == u"expired"))
            fault(u"%1 is %2, %3 ms after its deadline"_s.arg(it.key(), it->state).arg(it->decided - it->deadline));
    }
}

QByteArray reportOf(const ApprovalsVerdict &verdict, const ApprovalLoad &load, const ApprovalParties &parties,
                    const QString &title)
{
    QStringList lines{
        title,
        u"candidates: %1 stored, %2 acknowledged; errands cut off by a kill: %3"_s.arg(verdict.candidates)
            .arg(verdict.acknowledged)
            .arg(load.cut()),
        u"acknowledged replies: %1; decisions: %2; callbacks: %3, of them repeats of the same bytes: %4"_s
            .arg(verdict.acknowledgedReplies)
            .arg(verdict.decisions)
            .arg(verdict.callbacks)
            .arg(verdict.repeatedCallbacks),
        u"prompts accepted: %1 by Twilio, %2 by the sidecar (%3 unknown and held); look-ups: %4; faults of the parties: %5"_s
            .arg(verdict.whatsappPrompts)
            .arg(verdict.imessagePrompts)
            .arg(verdict.unknownPrompts)
            .arg(parties.lookUps())
            .arg(parties.faults())};
    for (auto it = verdict.states.begin(); it != verdict.states.end(); ++it)
        lines += u"  %1: %2"_s.arg(it.key()).arg(it.value());
    for (auto it = load.reasons().begin(); it != load.reasons().end(); ++it)
        lines += u"  replies answered \"%1\": %2"_s.arg(it.key()).arg(it.value());
    for (auto it = load.refusals().begin(); it != load.refusals().end(); ++it)
        lines += u"  requests answered %1: %2"_s.arg(it.key()).arg(it.value());
    lines
        += u"losses: %1; doubles: %2; faults: %3"_s.arg(verdict.losses).arg(verdict.doubles).arg(verdict.faults.size());
    return (lines + verdict.faults).join(u'\n').toUtf8() + '\n';
}

} // namespace signalbox::wire
